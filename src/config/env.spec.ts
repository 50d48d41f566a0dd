import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IsBoolean, IsInt, IsOptional, IsString, Max, Min } from 'class-validator';
import { assert, constantFrom, dictionary, oneof, property, string } from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConfigError, type Environment, readEnvironment, settingName } from './env.js';
import { ServerConfig } from './server.config.js';

class Limits {
  @IsInt()
  @Min(1)
  @Max(10)
  maxItems = 3;

  @IsBoolean()
  strict = false;

  @IsOptional()
  @IsString()
  apiSecret?: string;

  @IsOptional()
  @IsInt()
  spareItems?: number;

  readonly notASetting = 'kept';
}

const read = (raw: Environment) => readEnvironment([Limits], raw)[0];
function faultsOf(raw: Environment): readonly string[] {
  try {
    readEnvironment([Limits, ServerConfig], raw);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
}

describe('the environment', () => {
  it('leaves defaults where it is silent or empty', () => {
    expect(read({ MAX_ITEMS: '', STRICT: undefined })).toEqual(new Limits());
  });

  it('sets numbers, switches and texts', () => {
    const raw = { MAX_ITEMS: '7', STRICT: '1', API_SECRET: '0123', SPARE_ITEMS: '5' };
    expect(read(raw)).toMatchObject({
      maxItems: 7,
      strict: true,
      apiSecret: '0123',
      spareItems: 5,
    });
    expect(read({ STRICT: 'false' }).strict).toBe(false);
  });

  it('does not reach what is no setting', () => {
    expect(read({ NOT_A_SETTING: 'x', notASetting: 'x' }).notASetting).toBe('kept');
  });

  it.each(['0', '11', '1.5', 'many', ' ', 'Infinity', 'NaN', '-3'])(
    'takes no %j for 1 to 10',
    (text) => {
      expect(faultsOf({ MAX_ITEMS: text })).toEqual([
        expect.stringMatching(/^MAX_ITEMS=.*: it must/),
      ]);
    },
  );

  it.each(['yes', 'TRUE', 'toString', 'constructor', '__proto__', ' '])(
    'takes no %j for a switch',
    (text) => {
      expect(faultsOf({ STRICT: text })).toEqual([`STRICT=${text}: it must be a boolean value`]);
    },
  );

  it('names all that is bad in all slices at once', () => {
    const faults = faultsOf({ MAX_ITEMS: 'x', STRICT: 'x', PORT: '70000', LOG_LEVEL: 'loud' });
    expect(faults.map((fault) => fault.split('=')[0])).toEqual([
      'MAX_ITEMS',
      'STRICT',
      'PORT',
      'LOG_LEVEL',
    ]);
    expect(new ConfigError(faults).message).toContain('4 bad setting(s)\n  - MAX_ITEMS=');
  });

  it('never shows what is secret, or holds a password', () => {
    const [fault] = faultsOf({ PUBLIC_URL: 'ftp://user:hunter2@a.example' });
    expect(fault).toMatch(/^PUBLIC_URL=\(not shown\): /);
    expect(fault).not.toContain('hunter2');
  });

  describe('of a secret that stands in a file', () => {
    let folder: string;

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'marquee-secrets-'));
    });
    afterAll(() => rm(folder, { recursive: true }));

    async function fileOf(content: string): Promise<string> {
      const path = join(folder, randomUUID());
      await writeFile(path, content);
      return path;
    }

    it.each(['hunter2', 'hunter2\n', 'hunter2\r\n'])('takes its content, %j', async (content) => {
      expect(read({ API_SECRET_FILE: await fileOf(content) }).apiSecret).toBe('hunter2');
      expect(read({ API_SECRET_FILE: '', API_SECRET: 'hunter2' }).apiSecret).toBe('hunter2');
    });

    it('takes of its content all but the last line break', async () => {
      const file = await fileOf(' a\n\n');
      expect(read({ API_SECRET_FILE: file }).apiSecret).toBe(' a\n');
    });

    it('names the setting whose file is of no use, and shows nothing of it', async () => {
      const refusal = (why: string) => [`API_SECRET_FILE=(not shown): ${why}`];
      const file = await fileOf('hunter2');
      expect(faultsOf({ API_SECRET_FILE: file, API_SECRET: 'hunter3' })).toEqual(
        refusal('API_SECRET is set, too: only one of them may be'),
      );
      expect(faultsOf({ API_SECRET_FILE: await fileOf('\n') })).toEqual(
        refusal('the file is empty'),
      );
      expect(faultsOf({ API_SECRET_FILE: join(folder, 'none') })).toEqual(
        refusal('the file cannot be read: ENOENT'),
      );
      expect(faultsOf({ API_SECRET_FILE: folder })).toEqual(
        refusal('the file cannot be read: EISDIR'),
      );
      expect(faultsOf({ API_SECRET_FILE: 'a\0b' })).toEqual(
        refusal('the file cannot be read: ERR_INVALID_ARG_VALUE'),
      );
      const url = await fileOf('ftp://user:hunter2@a.example\n');
      expect(faultsOf({ PUBLIC_URL_FILE: url })).toEqual([
        expect.stringMatching(/^PUBLIC_URL=\(not shown\): (?!.*hunter2)/),
      ]);
    });

    it('reads no file for what is not secret', async () => {
      expect(read({ MAX_ITEMS_FILE: await fileOf('7') })).toEqual(new Limits());
    });
  });

  it('is read or refused, whatever it holds', () => {
    const text = oneof(string(), constantFrom('__proto__', '1', 'true', '-0', '1e3'));
    const name = constantFrom(
      'MAX_ITEMS',
      'STRICT',
      'API_SECRET',
      'SPARE_ITEMS',
      'PORT',
      'PUBLIC_URL',
    );
    assert(
      property(dictionary(name, text), (raw) => {
        expect(faultsOf(raw).every((fault) => /^[A-Z_]+=/.test(fault))).toBe(true);
      }),
    );
  });
});

describe('a setting', () => {
  it.each([
    ['port', 'PORT'],
    ['mediaMaxBytes', 'MEDIA_MAX_BYTES'],
    ['s3Bucket', 'S3_BUCKET'],
  ])('that is the property %s is the variable %s', (property_, variable) => {
    expect(settingName(property_)).toBe(variable);
  });
});

describe('the origin', () => {
  it('is the public URL without a slash at its end, or the port on this machine', () => {
    const [config] = readEnvironment([ServerConfig], { PUBLIC_URL: 'https://a.example//' });
    expect(config.origin).toBe('https://a.example');
    expect(new ServerConfig().originAt(4000)).toBe('http://localhost:4000');
  });
});
