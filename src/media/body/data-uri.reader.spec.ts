import { mkdtemp, readFile, rmdir, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { JsonApiError } from '../../jsonapi/errors/fault.js';
import type { Path } from '../../jsonapi/errors/pointer.js';
import { type BodyLimits, type BodyOptions, readBody } from './data-uri.reader.js';
import { RefusedDataUri } from './refused-data-uri.js';
import { SenderPace } from '../quota/sender-pace.js';
import { SpoolArea } from '../spool/spool-area.js';
import { SpooledFile } from '../spool/spooled-file.js';

const limits: BodyLimits = {
  body: 10_000_000,
  json: 100_000,
  files: { picture: { bytes: 1_000_000, count: 50 }, file: { bytes: 2_000_000, count: 2 } },
  silenceMs: 1000,
};

let folder: string;
let spool: SpoolArea;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'spool-'));
  spool = new SpoolArea(join(folder, 'request'));
});

afterEach(async () => {
  await spool.dispose();
  // Fails where anything is left behind.
  await rmdir(folder);
});

const everywhere = () => 'picture' as const;

/** Who may send what he wants. */
const meter = {
  begin: () => Promise.resolve(),
  pace: new SenderPace(),
  take: () => Promise.resolve(),
};

/** A body in pieces as long as the cuts say, over and over. */
function pieces(body: string | Buffer, cuts: readonly number[] = [1 << 16]): Readable {
  const bytes = Buffer.from(body);
  const chunks: Buffer[] = [];
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const length = Math.max(1, cuts[turn % cuts.length] ?? 1);
    chunks.push(bytes.subarray(at, at + length));
    at += length;
  }
  return Readable.from(chunks, { objectMode: false, highWaterMark: 1 });
}

async function read(
  body: string | Buffer,
  { cuts, ...options }: Partial<Omit<BodyOptions, 'spool'>> & { cuts?: readonly number[] } = {},
): Promise<unknown> {
  return readBody(pieces(body, cuts), { accepts: everywhere, limits, meter, spool, ...options });
}

/** Handles → what they hold, so that whole documents can be compared. */
async function opened(value: unknown): Promise<unknown> {
  if (value instanceof SpooledFile) {
    const bytes = await readFile(value.path);
    const size = bytes.length === value.bytes ? '' : ` but ${value.bytes} bytes`;
    return `${value.label} ${bytes.toString('hex')}${size}`;
  }
  if (value instanceof RefusedDataUri) return value.fault('').code;
  if (Array.isArray(value)) return Promise.all(value.map(opened));
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(async ([name, member]) => [name, await opened(member)]);
  return Object.fromEntries((await Promise.all(members)) as [string, unknown][]);
}

async function refusal(reading: Promise<unknown>) {
  const error: unknown = await reading.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof JsonApiError)) throw error;
  return error.faults[0]!;
}

const gif = `data:image/gif;base64,${Buffer.from('GIF89a').toString('base64')}`;
const gifOpened = `image/gif ${Buffer.from('GIF89a').toString('hex')}`;

describe('readBody', () => {
  it('puts a handle in the place of each picture and keeps the rest as JSON.parse gives it', async () => {
    const body = {
      data: { type: 'event', attributes: { name: 'é\n😀', logo: gif, list: [1, gif, null] } },
    };
    expect(await opened(await read(JSON.stringify(body)))).toEqual({
      data: {
        type: 'event',
        attributes: { name: 'é\n😀', logo: gifOpened, list: [1, gifOpened, null] },
      },
    });
  });

  it('reads a body that is one picture', async () => {
    expect(await opened(await read(JSON.stringify(gif)))).toBe(gifOpened);
  });

  it('tells by its path where a picture may stand, and refuses it elsewhere with a pointer to come', async () => {
    const paths: Path[] = [];
    const accepts = (path: Path) => (paths.push(path) > 1 ? ('picture' as const) : null);
    const body = { 'a/b': [0, { 'é"': gif }], logo: gif };
    const value = (await read(JSON.stringify(body), { accepts })) as typeof body;
    expect(paths).toEqual([['a/b', 1, 'é"'], ['logo']]);
    expect(await opened(value)).toEqual({
      'a/b': [0, { 'é"': 'picture-not-expected' }],
      logo: gifOpened,
    });
  });

  it('looks for no more of them in the wrong places than an answer can tell', async () => {
    const nowhere = { accepts: () => null };
    const uris = (count: number) => Array<string>(count).fill(JSON.stringify(gif)).join();
    const body = (count: number, end: string) => `{"a":[${uris(count)}${end}`;
    const passed = await opened(await read(body(100, ']}'), nowhere));
    expect(passed).toEqual({ a: Array<string>(100).fill('picture-not-expected') });
    // What follows is not looked at, JSON or not.
    expect(await refusal(read(body(101, 'no JSON'), nowhere))).toMatchObject({
      status: 422,
      code: 'picture-not-expected',
      source: { pointer: '/a/100' },
    });
  });

  it('leaves a text that merely begins like a data URI alone, but refuses it in the place of a picture', async () => {
    const texts = [
      'data:',
      'data:,x',
      'data:text/plain,x',
      `data:${'x'.repeat(300)}`,
      'data:image/png;base64',
    ];
    const body = JSON.stringify(texts);
    expect(await read(body, { accepts: () => null })).toEqual(texts);
    expect(await opened(await read(body))).toEqual(texts.map(() => 'invalid-data-uri'));
  });

  it('takes a head of 200 characters and refuses one of 201', async () => {
    const uri = (length: number) => `data:image/png;a=${'x'.repeat(length - 24)};base64,QUJD`;
    expect(uri(200).indexOf(',')).toBe(200);
    expect(await opened(await read(JSON.stringify([uri(200), uri(201)])))).toEqual([
      'image/png 414243',
      'invalid-data-uri',
    ]);
  });

  it('never takes a member name for a picture', async () => {
    expect(await read(JSON.stringify({ [gif]: 1 }))).toEqual({ [gif]: 1 });
  });

  it.each([
    'QUI',
    'QR==',
    'QUI=QUJD',
    'QU-_',
    'QUJD QUJD',
    'QU\tJD',
    'QUJé',
    '=',
    'QUJD=',
    '"QUJD',
  ])('refuses the base64 %j and reads on', async (base64) => {
    const body = JSON.stringify([`data:image/png;base64,${base64}`, gif]);
    for (const cut of [1, 7, 1000])
      expect(await opened(await read(body, { cuts: [cut] }))).toEqual([
        'invalid-base64',
        gifOpened,
      ]);
  });

  it.each([
    ['[1,]', 'value is expected at byte 3'],
    ['{"a":1,}', 'member name is expected at byte 7'],
    ['{"a" 1}', '":" is expected at byte 5'],
    ['[tru]', 'there is no such value at byte 1'],
    ['"a\nb"', 'a control character in a string at byte 2'],
    ['"data:image/png;base64,QU\nJD"', 'a control character in a string at byte 25'],
    ['"data:image/png;base64,Q\\x"', 'no such escape in a string at byte 25'],
    ['"data:image/png;base64,QUJD', 'it ends inside a string at byte 27'],
    ['[1', 'it ends where "," or the end is expected at byte 2'],
    ['{} {}', 'end is expected at byte 3'],
    ['  ', 'it ends where value is expected at byte 2'],
    ['\ufeff{}', 'value is expected at byte 0'],
  ])('answers 400 to %j and says where', async (body, detail) => {
    for (const cut of [1, 3, 1000])
      expect(await refusal(read(body, { cuts: [cut] }))).toMatchObject({
        status: 400,
        detail: expect.stringContaining(detail) as string,
      });
  });

  it('takes 64 levels and refuses 65', async () => {
    const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
    expect(JSON.stringify(await read(nested(64)))).toBe(nested(64));
    expect(await refusal(read(nested(65)))).toMatchObject({ status: 400, meta: { byte: 64 } });
  });

  it('answers 400 to what is no UTF-8', async () => {
    expect(await refusal(read(Buffer.from('22c328 22'.replace(' ', ''), 'hex')))).toMatchObject({
      status: 400,
    });
  });

  it('reads a body without a byte as none', async () => {
    expect(await read('')).toBeUndefined();
  });

  it('takes as much JSON as allowed beside the pictures, and not a byte more', async () => {
    const body = JSON.stringify('x'.repeat(98));
    expect(await read(body, { limits: { ...limits, json: 100 } })).toHaveLength(98);
    const fault = await refusal(read(body, { limits: { ...limits, json: 99 } }));
    expect(fault).toMatchObject({ status: 413, code: 'json-too-large', meta: { limit: 99 } });
  });

  /** Of each kind, how many there may be, and how many bytes one may have. */
  const allowing = (picture: readonly [number, number], file: readonly [number, number]) => ({
    ...limits,
    files: {
      picture: { count: picture[0], bytes: picture[1] },
      file: { count: file[0], bytes: file[1] },
    },
  });

  it.each([
    ['picture', allowing([1, 6], [0, 0]), allowing([1, 5], [9, 99])],
    ['file', allowing([0, 0], [1, 6]), allowing([9, 99], [1, 5])],
  ] as const)('takes a %s as large as allowed, and not a byte more', async (kind, enough, less) => {
    const body = JSON.stringify({ a: gif });
    const accepts = () => kind;
    expect(await opened(await read(body, { accepts, limits: enough }))).toEqual({ a: gifOpened });
    expect(await refusal(read(body, { accepts, limits: less }))).toMatchObject({
      status: 413,
      code: `${kind}-too-large`,
      source: { pointer: '/a' },
      meta: { limit: 5 },
    });
  });

  it.each([
    ['picture', allowing([2, 6], [0, 0]), allowing([1, 6], [9, 9])],
    ['file', allowing([0, 0], [2, 6]), allowing([9, 9], [1, 6])],
  ] as const)(
    'takes as many %ss as allowed, those of members named twice included',
    async (kind, enough, less) => {
      const two = `{"a":"${gif}","a":"${gif}"}`;
      const accepts = () => kind;
      expect(await opened(await read(two, { accepts, limits: enough }))).toEqual({ a: gifOpened });
      expect(await refusal(read(two, { accepts, limits: less }))).toMatchObject({
        status: 413,
        code: `too-many-${kind}s`,
        source: { pointer: '/a' },
      });
    },
  );

  it('takes a body as large as allowed, and stops reading behind that', async () => {
    const body = JSON.stringify(gif);
    expect(await opened(await read(body, { limits: { ...limits, body: body.length } }))).toBe(
      gifOpened,
    );
    const stream = pieces(body + ' '.repeat(10_000), [10]);
    const options = { accepts: everywhere, limits: { ...limits, body: body.length }, meter, spool };
    expect(await refusal(readBody(stream, options))).toMatchObject({
      status: 413,
      code: 'body-too-large',
    });
    expect(stream.destroyed).toBe(false);
    expect(stream.read()).not.toBeNull();
  });

  it('does not read ahead of a file that is being written', async () => {
    let made = 0;
    const chunk = Buffer.alloc(65_536, 'QUJD');
    const stream = new Readable({
      highWaterMark: 65_536,
      read() {
        made += 1;
        this.push(made === 1 ? '["data:;base64,' : made < 12 ? chunk : made === 12 ? '"]' : null);
      },
    });
    const ahead: number[] = [];
    const create = spool.create.bind(spool);
    spool.create = () => {
      const writer = create();
      const write = writer.write.bind(writer);
      writer.write = async (bytes) => {
        await new Promise((resolve) => setTimeout(resolve, 5));
        ahead.push(made - writer.bytes / 49_152);
        await write(bytes);
      };
      return writer;
    };
    await readBody(stream, { accepts: everywhere, limits, meter, spool });
    expect(ahead.length).toBeGreaterThan(4);
    expect(Math.max(...ahead)).toBeLessThan(6);
  });

  it('gives up after a silence, but not while the sender waits for us', async () => {
    const stream = new PassThrough();
    stream.write('{"a":');
    const reading = readBody(stream, {
      accepts: everywhere,
      limits: { ...limits, silenceMs: 50 },
      meter,
      spool,
    });
    expect(await refusal(reading)).toMatchObject({ status: 408 });
    expect(stream.destroyed).toBe(false);
  });

  it('fails when the body breaks off', async () => {
    const stream = new PassThrough();
    const reading = refusal(readBody(stream, { accepts: everywhere, limits, meter, spool }));
    stream.write(`["${gif}`);
    setTimeout(() => stream.destroy(), 20);
    expect(await reading).toMatchObject({ status: 400 });
  });

  it('keeps spool files from everybody else', async () => {
    const file = (await read(JSON.stringify(gif))) as SpooledFile;
    expect((await stat(file.path)).mode & 0o777).toBe(0o600);
    expect((await stat(join(folder, 'request'))).mode & 0o777).toBe(0o700);
  });

  it('reads the same document however it is spelled and cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        documents(),
        fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1 }),
        async (document, cuts) => {
          const value = await read(document.text, { cuts });
          expect(await opened(value)).toEqual(document.expected);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('agrees with JSON.parse on what is JSON', async () => {
    const tokens = fc.constantFrom(
      ...'{}[]:,"\\'.split(''),
      '"a"',
      '"b":',
      'true',
      'null',
      '-',
      '0',
      '1e5',
      '01',
      '.5',
      ' ',
      '\n',
      '\t"',
      '"\\u00e9"',
      '"\\x"',
      'é',
      '"data:',
      `"${gif}"`,
      `"data:;base64,QQ==\\n"`,
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(tokens, { minLength: 1, maxLength: 14 }),
        fc.integer({ min: 1, max: 9 }),
        async (parts, cut) => {
          const text = parts.join('');
          const fault = await read(text, { cuts: [cut], accepts: () => null }).then(
            () => null,
            (error: JsonApiError) => error.faults[0]!,
          );
          expect(fault?.status ?? null).toBe(isJson(text) ? null : 400);
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('answers any bytes with a value or a fault', async () => {
    const garbage = fc.array(
      fc.oneof(
        fc.uint8Array({ maxLength: 20 }).map((bytes) => Buffer.from(bytes)),
        fc
          .constantFrom('{"a":"', '"data:image/png;base64,', 'QUJD', '\\u00', '"', '}', '\\', ',')
          .map((text) => Buffer.from(text)),
      ),
      { minLength: 1, maxLength: 12 },
    );
    await fc.assert(
      fc.asyncProperty(garbage, fc.integer({ min: 1, max: 30 }), async (parts, cut) => {
        const outcome = await read(Buffer.concat(parts), { cuts: [cut] }).catch(faultsOf);
        expect(outcome).not.toBeInstanceOf(Error);
      }),
      { numRuns: 1000 },
    );
  });
});

function faultsOf(error: unknown) {
  return error instanceof JsonApiError ? error.faults : error;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

interface Spelled {
  readonly text: string;
  readonly expected: unknown;
}

/** Random documents with random pictures in random spellings, beside what they mean. */
function documents(): fc.Arbitrary<Spelled> {
  const plain = fc.oneof(
    fc.constantFrom(null, true, false, 0, -1.5e-7),
    fc.string({ unit: 'binary', maxLength: 12 }).filter((text) => !/^data:/i.test(text)),
  );
  const leaf = fc.oneof(
    plain.map((value): Spelled => ({ text: JSON.stringify(value), expected: value })),
    pictures(),
  );
  const name = fc.oneof(
    fc.string({ maxLength: 4 }),
    fc.constantFrom('__proto__', 'data:image/gif;base64,QUJD'),
  );
  return fc.letrec<{ node: Spelled }>((tie) => ({
    node: fc.oneof(
      { depthSize: 'small' },
      leaf,
      fc.array(tie('node'), { maxLength: 4 }).map((items) => ({
        text: `[ ${items.map(({ text }) => text).join(' , ')}]`,
        expected: items.map(({ expected }) => expected),
      })),
      // Names may come twice: the last counts.
      fc.array(fc.tuple(name, tie('node')), { maxLength: 4 }).map((members) => ({
        text: `{${members.map(([key, { text }]) => `${JSON.stringify(key)}:\n${text}`).join(',')}}`,
        expected: Object.fromEntries(members.map(([key, { expected }]) => [key, expected])),
      })),
    ),
  })).node;
}

function pictures(): fc.Arbitrary<Spelled> {
  const head = fc.constantFrom(
    'data:image/png;base64,',
    'DATA:Image/PNG;charset=utf-8;Base64,',
    'data:image/png;a="b c";base64,',
  );
  return fc
    .tuple(
      head,
      fc.uint8Array({ maxLength: 400 }),
      fc.array(fc.nat(9), { minLength: 1, maxLength: 30 }),
    )
    .map(([start, bytes, spellings]) => {
      const data = Buffer.from(bytes);
      const spelled = start
        .split('')
        .map((character, at) => spell(character, spellings[at % spellings.length]! + 3));
      const body = data
        .toString('base64')
        .split('')
        .map((character, at) => spell(character, spellings[at % spellings.length]!));
      return {
        text: `"${[...spelled, ...body].join('')}"`,
        expected: `image/png ${data.toString('hex')}`,
      };
    });
}

function spell(character: string, way: number): string {
  const code = character.charCodeAt(0).toString(16).padStart(4, '0');
  if (way === 0) return `\\u${code}`;
  if (way === 1) return `\\r\\n${character}`;
  if (way === 2) return `${character}\\u000a`;
  if (way === 3 && character === '/') return '\\/';
  if (way === 4) return `\\u${code.toUpperCase()}`;
  return character === '"' ? '\\"' : character;
}
