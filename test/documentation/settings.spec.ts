import { getMetadataStorage } from 'class-validator';
import { beforeAll, describe, expect, it } from 'vitest';
import { settings } from '../../src/app.settings.js';
import { type ConfigClass, settingName } from '../../src/config/env.js';
import { readPage, rowsOf, section, unquoted } from './markdown.js';

/** Setting → its default, as it would be written; '' where there is none. */
type Defaults = Readonly<Record<string, string>>;

/** They depend on the machine, so that pages describe them. */
const ofTheMachine: ReadonlySet<string> = new Set(['IMAGE_WORKERS', 'SPOOL_DIR']);

const declared = Object.assign({}, ...settings.map(defaultsOf)) as Defaults;

function defaultsOf(slice: ConfigClass): Defaults {
  const rules = getMetadataStorage().getTargetValidationMetadatas(slice, '', false, false);
  const values = new slice() as Readonly<Record<string, string | number | boolean>>;
  const properties = new Set(rules.map(({ propertyName }) => propertyName));
  return Object.fromEntries(
    [...properties].map((property) => {
      const name = settingName(property);
      return [name, ofTheMachine.has(name) ? '' : String(values[property] ?? '')];
    }),
  );
}

/** `#NAME=default` after at least one line of explanation. */
function examplesIn(text: string): Defaults {
  const settingsOf = text.matchAll(/^# .+\n#([A-Z0-9_]+)=(.*)$/gm);
  return Object.fromEntries([...settingsOf].map(([, name, value]) => [name, value]));
}

describe('the settings', () => {
  let example: string;

  beforeAll(async () => {
    example = await readPage('.env.example');
  });

  it('are all in .env.example, explained and with their defaults', () => {
    const [own = '', ofCompose] = example.split('# --- Read by docker-compose.yml alone');
    expect(ofCompose).toBeDefined();
    expect(examplesIn(own)).toEqual(declared);
  });

  it('are all in the table of the README, with their defaults', async () => {
    const rows = rowsOf(section(await readPage('README.md'), '## Settings'));
    const told = rows.map(([name = '', value = '']) => {
      const setting = unquoted(name);
      return [setting, ofTheMachine.has(setting) ? '' : unquoted(value)] as const;
    });
    expect(Object.fromEntries(told)).toEqual(declared);
  });

  it('that the deployment asks for are passed on by the composition, or set in the image', async () => {
    const page = section(
      await readPage('docs/deployment.md'),
      '## What to set before strangers come',
    );
    const asked = rowsOf(page).flatMap(([names = '']) => names.match(/[A-Z0-9_]{4,}/g) ?? []);
    const compose = await readPage('docker-compose.yml');
    const image = await readPage('Dockerfile');
    const set = new Set(
      [...compose.matchAll(/^ {6}([A-Z0-9_]+): /gm), ...image.matchAll(/([A-Z0-9_]+)=/g)].map(
        ([, name]) => name,
      ),
    );
    expect(asked).toContain('METRICS_TOKEN');
    expect(asked.filter((name) => !set.has(name))).toEqual([]);
  });

  it('of the composition are in .env.example too', async () => {
    const compose = await readPage('docker-compose.yml');
    const taken = [...compose.matchAll(/\$\{([A-Z0-9_]+)/g)].map(([, name]) => name);
    const known = new Set([...example.matchAll(/^#([A-Z0-9_]+)=/gm)].map(([, name]) => name));
    expect(taken.filter((name) => !known.has(name))).toEqual([]);
  });
});
