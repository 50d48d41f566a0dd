import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ImageFormat } from '../../src/media/image-file.js';
import { UndecodablePicture, decodePicture } from '../../src/media/workers/picture-decoder.js';
import { confineSharp } from '../../src/media/workers/picture-sharp.js';
import { fitWidth } from '../../src/media/workers/rendition-size.js';
import { animation, photograph, randomNumbers } from './pictures.js';

const limits = { maxPixels: 40e6, maxAnimationPixels: 100e6 };

/** JPEGs of all heights modulo 16 that matter: their last row of blocks has 1, 3, 9 or 16 lines. */
const pictures: readonly (readonly [string, ImageFormat, () => Promise<Buffer>])[] = [
  ...[145, 147, 153, 160].map(
    (height) =>
      [
        `a JPEG of ${height} lines`,
        'jpeg',
        async () => (await photograph(203, height)).jpeg({ quality: 85 }).toBuffer(),
      ] as const,
  ),
  [
    'a JPEG with full colour',
    'jpeg',
    draw((picture) => picture.jpeg({ chromaSubsampling: '4:4:4' })),
  ],
  ['a progressive JPEG', 'jpeg', draw((picture) => picture.jpeg({ progressive: true }))],
  ['a grey JPEG', 'jpeg', draw((picture) => picture.greyscale().jpeg())],
  ['a CMYK JPEG', 'jpeg', draw((picture) => picture.toColourspace('cmyk').jpeg())],
  [
    'a JPEG on its side',
    'jpeg',
    draw((picture) => picture.withMetadata({ orientation: 6 }).jpeg()),
  ],
  ['a PNG', 'png', draw((picture) => picture.png())],
  ['a PNG with a palette', 'png', draw((picture) => picture.png({ palette: true }))],
  ['an interlaced PNG', 'png', draw((picture) => picture.png({ progressive: true }))],
  ['a WebP', 'webp', draw((picture) => picture.webp())],
  ['a lossless WebP', 'webp', draw((picture) => picture.webp({ lossless: true }))],
  ['an animated WebP', 'webp', async () => (await animation(60, 45, 4)).webp().toBuffer()],
  ['a GIF', 'gif', draw((picture) => picture.gif({ effort: 1 }))],
  [
    'an animated GIF',
    'gif',
    async () => (await animation(60, 45, 4)).gif({ effort: 1 }).toBuffer(),
  ],
  ['an AVIF', 'avif', draw((picture) => picture.avif({ effort: 0 }))],
];

function draw(encode: (picture: Sharp) => Sharp): () => Promise<Buffer> {
  return async () => encode(await photograph(203, 155)).toBuffer();
}

let folder: string;
beforeAll(async () => {
  confineSharp();
  folder = await mkdtemp(join(tmpdir(), 'marquee-proof-'));
});
afterAll(async () => {
  // For the files after this one, in whose process it was confined, too.
  sharp.unblock({ operation: ['VipsForeignLoad'] });
  await rm(folder, { recursive: true });
});

describe('the proof', () => {
  it.each(pictures)(
    'refuses whatever a full decode of %s refuses, whole or shrunk',
    async (name, format, encode) => {
      const whole = await encode();
      const missed: string[] = [];
      const refused = { fully: 0 };
      for (const [damage, bytes] of damaged(whole)) {
        const path = join(folder, 'picture');
        await writeFile(path, bytes);
        if (await fullDecode(path)) continue;
        refused.fully += 1;
        for (const width of [203, 90, 66, 49, 40, 24, 12])
          if (await proof(path, format, width)) missed.push(`${damage} at width ${width}`);
      }
      expect(missed).toEqual([]);
      expect(refused.fully, `${name}: too little was broken to prove anything`).toBeGreaterThan(4);
    },
  );

  it.each(pictures)('takes %s where it is whole', async (_name, format, encode) => {
    const path = join(folder, 'picture');
    await writeFile(path, await encode());
    for (const width of [203, 90, 66, 49, 40, 24, 12])
      expect(await proof(path, format, width), `at width ${width}`).toBe(true);
  });
});

/** Cut at every tenth, with missing ends, broken tables, and single flipped bits all over, at the head and at the tail. */
function* damaged(whole: Buffer): Generator<readonly [string, Buffer]> {
  for (let tenth = 1; tenth < 10; tenth += 1)
    yield [`cut at ${tenth} tenths`, whole.subarray(0, Math.floor((whole.length * tenth) / 10))];
  for (const count of [1, 2, 4, 8, 12, 20, 60])
    yield [`without its last ${count} bytes`, whole.subarray(0, whole.length - count)];
  for (const count of [4, 12, 40])
    yield [`without ${count} bytes before its last two`, without(whole, count)];
  yield* brokenTables(whole);
  const random = randomNumbers(whole.length);
  for (let turn = 0; turn < 45; turn += 1) {
    const near = Math.min(whole.length, 700);
    const offsets = [random(whole.length), random(near), whole.length - 1 - random(near)];
    const offset = offsets[turn % 3]!;
    const bytes = Buffer.from(whole);
    bytes[offset]! ^= 1 << random(8);
    yield [`with a flipped bit at ${offset}`, bytes];
  }
}

/** What a decoder needs before any pixel stands in the first bytes of every format. */
function* brokenTables(whole: Buffer): Generator<readonly [string, Buffer]> {
  for (const filler of [0, 0xff])
    for (let start = 20; start < Math.min(600, whole.length - 20); start += 83) {
      const bytes = Buffer.from(whole).fill(filler, start, start + 8);
      yield [`with eight bytes of ${filler} at ${start}`, bytes];
    }
}

function without(whole: Buffer, count: number): Buffer {
  const end = whole.length - 2;
  return Buffer.concat([whole.subarray(0, end - count), whole.subarray(end)]);
}

/** The measure: sharp's own decode of all pixels, nothing shrunk, warnings as failures. */
async function fullDecode(path: string): Promise<boolean> {
  try {
    await sharp(path, { failOn: 'warning', animated: true }).raw().toBuffer();
    return true;
  } catch {
    return false;
  }
}

async function proof(path: string, format: ImageFormat, width: number): Promise<boolean> {
  try {
    await decodePicture(path, {
      format,
      limits,
      allFrames: true,
      target: (displayed) => fitWidth(displayed, width),
    });
    return true;
  } catch (error) {
    if (error instanceof UndecodablePicture) return false;
    throw error;
  }
}
