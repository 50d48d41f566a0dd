import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { MemorySource, scrubbed } from '../../../test/picture-structure/memory-source.js';
import { drawing } from '../../../test/picture-structure/picture-samples.js';
import { chunksOf, join } from '../../../test/picture-structure/png-samples.js';
import { limits } from '../../../test/picture-structure/samples.js';
import type { ImageFormat } from '../image-file.js';
import { u16, u32, writeBox, writeFullBox } from './bmff-box.js';
import { writeSegment } from './jpeg-segment.js';
import { writeChunk } from './png-chunk.js';
import { walkPicture } from './walk-picture.js';

const walk = (bytes: Buffer, format: ImageFormat) =>
  walkPicture(new MemorySource(bytes, 65_536), format, limits);

const tooMany = (limit: number, actual: number) => ({
  verdict: 'refused',
  fault: { reason: 'too-many-parts', detail: expect.any(String) as string, limit, actual },
});

interface Tables {
  readonly iloc: Buffer;
  readonly iref: readonly Buffer[];
  /** How many properties one item has. */
  readonly properties: number;
}

/** A file of one item and of tables that say more of it. */
function avifOf({ iloc, iref, properties }: Partial<Tables>): Buffer {
  const item = Buffer.concat([u16(1), Buffer.of(properties ?? 1)]);
  const list = Buffer.alloc(properties ?? 1, 1);
  return Buffer.concat([
    writeBox('ftyp', Buffer.from('avif\0\0\0\0avifmif1', 'latin1')),
    writeFullBox(
      'meta',
      {},
      writeFullBox('hdlr', {}, Buffer.from(`\0\0\0\0pict${'\0'.repeat(13)}`, 'latin1')),
      writeFullBox('pitm', {}, u16(1)),
      writeFullBox('iloc', { version: 1 }, iloc ?? u16(0x4400, 0)),
      writeFullBox('iinf', {}, u16(0)),
      ...(iref ? [writeFullBox('iref', {}, ...iref)] : []),
      writeBox('iprp', writeBox('ipco'), writeFullBox('ipma', {}, u32(1), item, list)),
    ),
  ]);
}

/** Where these are refused late, a quarter of a megabyte holds a server up for minutes. */
describe('an AVIF whose tables say more than they hold', () => {
  /** Of items in another file, whose extents take no bytes of the table. */
  const elsewhere = (items: number, extents: number) =>
    u16(0, items, ...Array.from({ length: items }, () => [1, 2, 0, extents]).flat());

  it('is refused for the extents that it counts, not for those that it has', async () => {
    const counting = (items: number, extents: number) =>
      walk(avifOf({ iloc: elsewhere(items, extents) }), 'avif');
    const passes = { fault: { reason: 'unsupported' } };
    expect(await counting(30_000, 65_535)).toEqual(tooMany(64, 65_535));
    expect(await counting(1, 65)).toEqual(tooMany(64, 65));
    expect(await counting(65, 64)).toEqual(tooMany(4096, 4160));
    expect(await counting(64, 64)).toMatchObject(passes);
  });

  it('is refused for the items that its references name', async () => {
    const reference = writeBox('auxl', u16(2, 1024, ...Array<number>(1024).fill(1)));
    const naming = (references: number) => avifOf({ iref: Array(references).fill(reference) });
    expect(await walk(naming(5), 'avif')).toEqual(tooMany(4096, 5120));
    expect(await walk(naming(4), 'avif')).toMatchObject({ fault: { reason: 'unsupported' } });
  });

  it('is refused for the properties of an item', async () => {
    expect(await walk(avifOf({ properties: 65 }), 'avif')).toEqual(tooMany(64, 65));
    expect(await walk(avifOf({ properties: 64 }), 'avif')).toMatchObject({
      fault: { reason: 'unsupported' },
    });
  });
});

describe('a JPEG', () => {
  it.each([
    ['Huffman', 0xc4, 17, 8],
    ['quantisation', 0xdb, 65, 4],
  ] as const)('has no more %s tables in a segment than places for them', async (...facts) => {
    const [, code, bytes, places] = facts;
    const jpeg = await drawing(3).jpeg().toBuffer();
    const withTables = (count: number) => {
      const tables = writeSegment(code, Buffer.alloc(count * bytes));
      return Buffer.concat([jpeg.subarray(0, 2), tables, jpeg.subarray(2)]);
    };
    expect(await walk(withTables(places), 'jpeg')).toMatchObject({ verdict: 'lossless' });
    expect(await walk(withTables(places + 1), 'jpeg')).toMatchObject({
      fault: {
        reason: 'broken',
        detail: expect.stringContaining('a damaged JPEG table') as string,
      },
    });
  });
});

describe('a PNG with many colour profiles', () => {
  const profileChunk = (bytes: Buffer) =>
    writeChunk('iCCP', Buffer.concat([Buffer.from('a\0\0', 'latin1'), deflateSync(bytes)]));

  function profile(): Buffer {
    const bytes = Buffer.alloc(200, 7);
    bytes.writeUInt32BE(bytes.length, 0);
    bytes.write('acsp', 36, 'latin1');
    return bytes;
  }

  async function kept(...profiles: readonly Buffer[]): Promise<boolean> {
    const [header, ...rest] = chunksOf(await drawing(4).png().toBuffer());
    const picture = join([header!, ...profiles.map(profileChunk), ...rest]);
    const verdict = await walk(picture, 'png');
    if (verdict.verdict !== 'lossless') throw new Error(JSON.stringify(verdict));
    return (await scrubbed(picture, verdict.structure)).includes('iCCP');
  }

  it('has the first of them unpacked and no other', async () => {
    expect(await kept(profile())).toBe(true);
    expect(await kept(profile(), Buffer.alloc(2_000_000))).toBe(true);
    expect(await kept(Buffer.alloc(2_000_000), profile())).toBe(false);
  });
});
