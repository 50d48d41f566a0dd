import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { gridAvif } from '../../../test/picture-structure/avif-grid.js';
import { MemorySource, scrubbed } from '../../../test/picture-structure/memory-source.js';
import { animated, drawing, sampleSize } from '../../../test/picture-structure/picture-samples.js';
import { animate, chunksOf, join, typeOf } from '../../../test/picture-structure/png-samples.js';
import { limits } from '../../../test/picture-structure/samples.js';
import type { ImageFormat } from '../image-file.js';
import { u32, writeBox } from './bmff-box.js';
import { writeChunk } from './png-chunk.js';
import type { StructureLimits } from './structure-limits.js';
import { walkPicture } from './walk-picture.js';

const walk = (bytes: Buffer, format: ImageFormat, narrowed: Partial<StructureLimits> = {}) =>
  walkPicture(new MemorySource(bytes), format, { ...limits, ...narrowed });

const refusal = (reason: string, rest = {}) => ({
  verdict: 'refused',
  fault: { reason, detail: expect.any(String) as string, ...rest },
});

const { width, height } = sampleSize;
const pixels = width * height;
const jpeg = await drawing(3).jpeg().toBuffer();
const progressive = await drawing(3).jpeg({ progressive: true }).toBuffer();
const png = await drawing(4).png().toBuffer();
const gif = await (await animated()).gif().toBuffer();
const webp = await (await animated()).webp().toBuffer();
const avif = await drawing(4).avif({ effort: 0 }).toBuffer();

describe('limits', () => {
  it.each([
    ['jpeg', jpeg],
    ['png', png],
    ['gif', gif],
    ['webp', webp],
    ['avif', avif],
  ] as const)('act on the side and the pixels of a %s, and only beyond', async (format, bytes) => {
    expect(await walk(bytes, format, { maxSide: width - 1 })).toEqual(
      refusal('side-too-long', { limit: width - 1, actual: width }),
    );
    expect(await walk(bytes, format, { maxPixels: pixels - 1 })).toEqual(
      refusal('too-many-pixels', { limit: pixels - 1, actual: pixels }),
    );
    const exact = {
      maxSide: width,
      maxPixels: pixels,
      maxAnimationPixels: 3 * pixels,
      maxFrames: 3,
    };
    expect(await walk(bytes, format, exact)).toMatchObject({ verdict: 'lossless' });
  });

  it.each([
    ['gif', gif, 3],
    ['webp', webp, 3],
    ['png', animate(png), 2],
  ] as const)('act on the frames of an animated %s', async (format, bytes, frames) => {
    const few = { limit: frames - 1, actual: frames };
    expect(await walk(bytes, format, { maxFrames: frames - 1 })).toEqual(
      refusal('too-many-frames', few),
    );
    const most = frames * pixels - 1;
    expect(await walk(bytes, format, { maxAnimationPixels: most })).toEqual(
      refusal('too-many-animation-pixels', { limit: most, actual: frames * pixels }),
    );
  });

  it('act on the scans of a JPEG', async () => {
    const scan = progressive.subarray(progressive.lastIndexOf(Buffer.of(0xff, 0xda)), -2);
    const withScans = (more: number) =>
      Buffer.concat([
        progressive.subarray(0, -2),
        ...Array<Buffer>(more).fill(scan),
        Buffer.of(0xff, 0xd9),
      ]);
    const scans = progressive.toString('latin1').split('\xff\xda').length - 1;
    expect(await walk(withScans(64 - scans), 'jpeg')).toMatchObject({ verdict: 'lossless' });
    expect(await walk(withScans(65 - scans), 'jpeg')).toEqual(
      refusal('too-many-scans', { limit: 64, actual: 65 }),
    );
  });

  it('act on what an AV1 bitstream says of itself, whatever the boxes say', async () => {
    const lying = Buffer.from(avif);
    for (let at = lying.indexOf('ispe'); at > 0; at = lying.indexOf('ispe', at + 4))
      u32(width, height + 1).copy(lying, at + 8);
    expect(await walk(lying, 'avif')).toEqual(refusal('broken'));
  });
});

describe('a JPEG', () => {
  const withFrame = (code: number) => {
    const changed = Buffer.from(jpeg);
    changed[changed.indexOf(Buffer.of(0xff, 0xc0)) + 1] = code;
    return changed;
  };

  it.each([0xc3, 0xc5, 0xc8, 0xc9, 0xcc, 0xcf, 0xde])('of kind FF%x is refused', async (code) => {
    expect(await walk(withFrame(code), 'jpeg')).toEqual(refusal('unsupported'));
  });

  it('with a second picture within the first is refused', async () => {
    const nested = Buffer.concat([jpeg.subarray(0, 2), jpeg]);
    expect(await walk(nested, 'jpeg')).toEqual(refusal('broken'));
  });

  it('loses a profile of which a part is missing', async () => {
    const whole = await drawing(3).withIccProfile('p3').jpeg().toBuffer();
    const name = whole.indexOf('ICC_PROFILE\0');
    whole[name + 13] = 2;
    const verdict = await walk(whole, 'jpeg');
    if (verdict.verdict !== 'lossless') throw new Error('refused');
    expect((await scrubbed(whole, verdict.structure)).includes('ICC_PROFILE')).toBe(false);
  });
});

describe('a PNG', () => {
  const chunks = chunksOf(png);
  const at = chunks.findIndex((chunk) => typeOf(chunk) === 'IDAT');
  const insert = (place: number, ...more: Buffer[]) =>
    join([...chunks.slice(0, place), ...more, ...chunks.slice(place)]);

  it('whose pixels are damaged is refused', async () => {
    const damaged = Buffer.from(png);
    damaged[damaged.indexOf('IDAT') + 9]! ^= 1;
    expect(await walk(damaged, 'png')).toEqual(refusal('broken'));
  });

  it('whose pixels are torn apart is refused', async () => {
    const torn = insert(at + 1, writeChunk('tEXt', Buffer.from('a\0b')), chunks[at]!);
    expect(await walk(torn, 'png')).toEqual(refusal('broken'));
  });

  it('of true colours loses a palette, which shows nothing and could say anything', async () => {
    const suggesting = insert(1, writeChunk('PLTE', Buffer.from('<script>SECRET()')));
    expect(await walk(suggesting, 'png')).toEqual(refusal('broken'));
    const divisible = insert(1, writeChunk('PLTE', Buffer.from('<script>SECRET</a>')));
    const verdict = await walk(divisible, 'png');
    if (verdict.verdict !== 'lossless') throw new Error(JSON.stringify(verdict));
    const clean = await scrubbed(divisible, verdict.structure);
    expect(clean.includes('SECRET')).toBe(false);
  });

  it('with a critical chunk that nobody knows is refused', async () => {
    expect(await walk(insert(1, writeChunk('CgBI', Buffer.alloc(4))), 'png')).toEqual(
      refusal('unsupported'),
    );
  });

  it('that does not begin with its header is refused', async () => {
    expect(await walk(insert(0, writeChunk('gAMA', Buffer.alloc(4))), 'png')).toEqual(
      refusal('broken'),
    );
  });

  it('loses an animation that was never announced', async () => {
    const parts = chunksOf(animate(png)).filter((chunk) => typeOf(chunk) !== 'acTL');
    const verdict = await walk(join(parts), 'png');
    expect(verdict).toMatchObject({ verdict: 'lossless', structure: { frames: 1 } });
  });

  it.each([1, 3])('that promises %i frames and has two is refused', async (promised) => {
    expect(await walk(animate(png, promised), 'png')).toEqual(refusal('broken'));
  });

  const spoil = (change: (pixels: Buffer) => Buffer) => {
    const parts = chunksOf(animate(png));
    const frame = parts.filter((chunk) => typeOf(chunk) === 'fdAT');
    const data = [frame[0]!.subarray(8, 12), ...frame.map((chunk) => chunk.subarray(12, -4))];
    const others = parts.filter((chunk) => !frame.includes(chunk));
    return join(others.toSpliced(-1, 0, writeChunk('fdAT', change(Buffer.concat(data)))));
  };

  it.each([
    ['damaged', (data: Buffer) => Buffer.concat([data.subarray(0, 40), data.subarray(41)])],
    ['cut off', (data: Buffer) => data.subarray(0, -20)],
    ['followed by something', (data: Buffer) => Buffer.concat([data, Buffer.from('SECRET')])],
    ['too few', (data: Buffer) => rows(data, height - 1)],
    ['too many', (data: Buffer) => rows(data, height + 1)],
    ['of no known filter', (data: Buffer) => rows(data, height, 5)],
  ])('whose later frame has pixels that are %s is refused', async (_, change) => {
    expect(await walk(spoil(change), 'png')).toEqual(refusal('broken'));
    expect(
      await walk(
        spoil((data) => rows(data, height)),
        'png',
      ),
    ).toMatchObject({ verdict: 'lossless' });
  });

  /** The data of an fdAT chunk with so many rows of one filter. */
  const rows = (data: Buffer, count: number, filter = 0) =>
    Buffer.concat([
      data.subarray(0, 4),
      deflateSync(
        Buffer.alloc((1 + width * 4) * count).map((_, index) =>
          index % (1 + width * 4) ? 7 : filter,
        ),
      ),
    ]);

  it.each([false, true])(
    'of many rows is proven to the last (interlaced: %s)',
    async (interlaced) => {
      const background = { r: 10, g: 200, b: 90, alpha: 0.5 };
      const large = await sharp({ create: { width: 333, height: 217, channels: 4, background } })
        .png({ progressive: interlaced })
        .toBuffer();
      expect(await walk(animate(large), 'png')).toMatchObject({ verdict: 'lossless' });
    },
  );

  it('whose frames are out of order is refused', async () => {
    const parts = chunksOf(animate(png));
    const last = parts.findLastIndex((chunk) => typeOf(chunk) === 'fdAT');
    const swapped = parts.with(last, parts[last - 1]!).with(last - 1, parts[last]!);
    expect(await walk(join(swapped), 'png')).toEqual(refusal('broken'));
  });
});

describe('a GIF', () => {
  it('that draws outside its screen is to be encoded anew', async () => {
    const still = await drawing(3).gif().toBuffer();
    const image = still.indexOf(Buffer.of(0x2c, 0, 0, 0, 0, width, 0, height, 0));
    still[image + 1] = 1;
    expect(await walk(still, 'gif')).toMatchObject({
      verdict: 're-encode',
      facts: { width, height },
    });
  });

  it('without its trailer is refused', async () => {
    expect(await walk(gif.subarray(0, -1), 'gif')).toEqual(refusal('truncated'));
  });
});

describe('a WebP', () => {
  it('whose frame leaves the canvas is refused', async () => {
    const moved = Buffer.from(webp);
    moved[moved.indexOf('ANMF') + 8] = 1;
    expect(await walk(moved, 'webp')).toEqual(refusal('broken'));
  });

  it('whose size contradicts its bitstream is refused', async () => {
    const still = await drawing(4).webp().toBuffer();
    still[still.indexOf('VP8X') + 12]! -= 1;
    expect(await walk(still, 'webp')).toEqual(refusal('broken'));
  });
});

describe('an AVIF', () => {
  it('that is an animation is refused', async () => {
    const moving = Buffer.concat([avif, writeBox('moov', Buffer.alloc(8))]);
    expect(await walk(moving, 'avif')).toEqual(refusal('unsupported'));
  });

  it('that was cropped is to be encoded anew', async () => {
    const cropped = Buffer.from(avif);
    cropped.write('clap', cropped.indexOf('pixi'));
    expect(await walk(cropped, 'avif')).toMatchObject({ verdict: 're-encode' });
  });

  it('whose grid lacks a tile is refused', async () => {
    expect(await walk(await gridAvif(1), 'avif')).toEqual(refusal('broken'));
  });

  it('loses units of its bitstream that hold no pixels', async () => {
    const verdict = await walk(await withPadding(), 'avif');
    if (verdict.verdict !== 'lossless') throw new Error(JSON.stringify(verdict));
    const clean = await scrubbed(await withPadding(), verdict.structure);
    expect(clean.includes('SECRET')).toBe(false);
    expect(
      (await sharp(clean).raw().toBuffer()).equals(
        await sharp(await plain())
          .raw()
          .toBuffer(),
      ),
    ).toBe(true);
  });

  const plain = () => drawing(3).avif({ effort: 0 }).toBuffer();

  /** Puts a metadata unit behind the only item, which ends the file, and lengthens item and box. */
  async function withPadding(): Promise<Buffer> {
    const still = await plain();
    const unit = Buffer.from('\x2a\x06SECRET', 'latin1');
    const box = still.indexOf('mdat') - 4;
    const length = still.length - box - 8;
    const entry = still.indexOf(u32(length));
    u32(length + unit.length).copy(still, entry);
    u32(length + 8 + unit.length).copy(still, box);
    return Buffer.concat([still, unit]);
  }
});
