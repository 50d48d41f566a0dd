import { mkdtemp, readFile, rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Spelling, dataUriSpellings } from '../../../test/support/data-uri-spellings.js';
import { JsonApiError } from '../../jsonapi/errors/fault.js';
import { readBody } from './data-uri.reader.js';
import { RefusedDataUri } from './refused-data-uri.js';
import { SenderPace } from '../quota/sender-pace.js';
import { SpoolArea } from '../spool/spool-area.js';
import { SpooledFile } from '../spool/spooled-file.js';

const spellings = dataUriSpellings(1000);

/** RFC 2045, 5.1: all but spaces, control characters and tspecials. */
const token = '[^\\u0000-\\u0020\\u007f-\\uffff()<>@,;:\\\\"/\\[\\]?=]+';
const type = new RegExp(`^${token}/${token}$`);
const parameter = new RegExp(`^${token}=(?:${token}|"[^",;]*")$`);
const base64 =
  /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/][AQgw]==|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=)?$/;

/** What is to stand in a string's place: its file in words, a code, or the string itself. Slow, and of one piece. */
function expected(text: string): string {
  if (!/^data:/i.test(text)) return text;
  const comma = text.indexOf(',');
  const parts = text.slice('data:'.length, Math.max(comma, 0)).split(';');
  const marker = parts.length > 1 ? parts.pop() : undefined;
  const [label = '', ...parameters] = parts;
  const isHead =
    comma >= 0 &&
    comma <= 200 &&
    marker?.toLowerCase() === 'base64' &&
    (label === '' || type.test(label)) &&
    parameters.every((one) => parameter.test(one));
  if (!isHead) return 'invalid-data-uri';
  const data = text.slice(comma + 1).replace(/[\r\n]/g, '');
  if (!base64.test(data)) return 'invalid-base64';
  return `${label.toLowerCase() || 'text/plain'} ${Buffer.from(data, 'base64').toString('hex')}`;
}

/** @returns the strings that stand in an array of these; null where that is no JSON */
function stringsIn(written: readonly Spelling[]): readonly string[] | null {
  try {
    return JSON.parse(arrayOf(written)) as string[];
  } catch {
    return null;
  }
}

const arrayOf = (written: readonly Spelling[]) => `[${written.map(({ json }) => json).join()}]`;
const sound = spellings.filter((one) => stringsIn([one]) !== null);
const broken = spellings.filter((one) => stringsIn([one]) === null);

describe(`of ${spellings.length} spellings of a data URI`, () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'spellings-'));
  });
  // Fails where anything is left behind.
  afterAll(() => rmdir(folder));

  /** What stands in the places of an array, as `expected` says it; or the code of its refusal. */
  async function read(json: string, kind: 'picture' | null): Promise<readonly string[] | string> {
    const spool = new SpoolArea(join(folder, 'request'));
    const most = { bytes: 1000, count: 200 };
    const limits = { body: 1e6, json: 1e6, files: { picture: most, file: most }, silenceMs: 1000 };
    const meter = {
      begin: () => Promise.resolve(),
      pace: new SenderPace(),
      take: () => Promise.resolve(),
    };
    const bytes = Buffer.from(json);
    // In pieces that cut heads, escapes and groups of four in all their places.
    const pieces = Array.from({ length: Math.ceil(bytes.length / 61) }, (_, index) =>
      bytes.subarray(index * 61, (index + 1) * 61),
    );
    const stream = Readable.from(pieces, { objectMode: false });
    try {
      const value = await readBody(stream, { accepts: () => kind, limits, meter, spool });
      return await Promise.all((value as readonly unknown[]).map(opened));
    } catch (error) {
      if (!(error instanceof JsonApiError)) throw error;
      return error.faults[0]!.code;
    } finally {
      await spool.dispose();
    }
  }

  async function opened(value: unknown): Promise<string> {
    if (value instanceof RefusedDataUri) return value.fault('').code;
    if (!(value instanceof SpooledFile)) return String(value);
    return `${value.label} ${(await readFile(value.path)).toString('hex')}`;
  }

  const batches = Array.from({ length: Math.ceil(sound.length / 50) }, (_, index) =>
    sound.slice(index * 50, (index + 1) * 50),
  );

  it('each that is JSON is stored byte for byte, refused in its place, or a text', async () => {
    for (const batch of batches) {
      const texts = stringsIn(batch) ?? [];
      expect(await read(arrayOf(batch), 'picture')).toEqual(texts.map(expected));
    }
  });

  it('each is refused where none may stand, and a text where it is none', async () => {
    for (const batch of batches) {
      const isOne = (text: string) => !['invalid-data-uri', text].includes(expected(text));
      const places = stringsIn(batch)?.map((text) => (isOne(text) ? 'picture-not-expected' : text));
      expect(await read(arrayOf(batch), null)).toEqual(places);
    }
  });

  it('none that is no JSON is read as if it were', async () => {
    for (const { json, quirks } of broken)
      for (const kind of ['picture', null] as const)
        expect([quirks, json, await read(`[${json}]`, kind)]).toEqual([
          quirks,
          json,
          'malformed-body',
        ]);
  });

  it('there are some of every kind', () => {
    const kinds = sound.flatMap((one) => (stringsIn([one]) ?? []).map(expected));
    const codes = ['invalid-data-uri', 'invalid-base64'];
    const files = kinds.filter((kind) => /^\S+\/\S+ [0-9a-f]*$/.test(kind));
    for (const code of codes)
      expect(kinds.filter((kind) => kind === code).length).toBeGreaterThan(100);
    expect(files.length).toBeGreaterThan(200);
    expect(broken.length).toBeGreaterThan(20);
  });
});
