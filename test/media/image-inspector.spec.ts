import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { JsonApiError } from '../../src/jsonapi/errors/fault.js';
import type { ImageFile, RenditionPresets } from '../../src/media/image-file.js';
import { ImageInspector } from '../../src/media/proof/image.inspector.js';
import { ImageWorkers } from '../../src/media/workers/image.workers.js';
import { MediaConfig } from '../../src/media/media.config.js';
import { SpooledFile } from '../../src/media/spool/spooled-file.js';
import { samples } from '../picture-structure/samples.js';
import { patientMs } from '../support/patient-settings.js';
import { animation, coloursOf, photograph, pixelAt, quarters } from './pictures.js';

const presets = { large: 130, thumbnail: 50, icon: 8 };
const pointer = '/data/attributes/original-image-url';

let folder: string;
let spooled = 0;
const workers = new ImageWorkers(
  Object.assign(new MediaConfig(), { imageDeadlineMilliseconds: patientMs }),
);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'marquee-inspector-'));
});
afterAll(async () => {
  await workers.onApplicationShutdown();
  await rm(folder, { recursive: true });
});

interface Settings {
  readonly presets?: RenditionPresets;
  readonly limits?: Partial<MediaConfig>;
}

async function inspect(bytes: Buffer, settings: Settings = {}): Promise<ImageFile> {
  const path = join(folder, `spooled${(spooled += 1)}`);
  await writeFile(path, bytes);
  const config = Object.assign(new MediaConfig(), settings.limits);
  const file = new SpooledFile(path, bytes.length, 'image/jpeg');
  return new ImageInspector(workers, config).inspect(file, {
    pointer,
    presets: settings.presets ?? presets,
  });
}

async function refusal(bytes: Buffer, settings: Settings = {}) {
  const error = await inspect(bytes, settings).then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof JsonApiError)) throw new Error('was not refused', { cause: error });
  return error.faults[0]!;
}

const metadataOf = async (image: ImageFile, preset: string) =>
  sharp(pathOf(image, preset), { animated: true }).metadata();

function pathOf(image: ImageFile, preset: string): string {
  const rendition = image.renditions.find((one) => one.preset === preset);
  if (rendition === undefined) throw new Error(`no rendition ${preset}`);
  return rendition.path;
}

describe('the image inspector', () => {
  it('tells format, size, bytes and placeholder of a picture, and renders every preset', async () => {
    const image = await inspect(await (await photograph(200, 100)).jpeg().toBuffer());
    expect(image).toMatchObject({ format: 'jpeg', width: 200, height: 100, frames: 1 });
    expect(image.bytes).toBe((await readFile(image.path)).length);
    expect(image.placeholder).toMatch(/^[A-Za-z0-9+/]{20,40}={0,2}$/);
    const sizes = await Promise.all(
      ['large', 'thumbnail', 'icon'].map(async (preset) => {
        const { format, height, width } = await metadataOf(image, preset);
        return [format, width, height];
      }),
    );
    expect(sizes).toEqual([
      ['jpeg', 130, 65],
      ['jpeg', 50, 25],
      ['jpeg', 8, 4],
    ]);
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'shows a picture of orientation %i upright, in its size and in its renditions',
    async (orientation) => {
      const picture = await quarters(200, 120);
      const image = await inspect(
        await picture.withMetadata({ orientation }).jpeg({ quality: 95 }).toBuffer(),
      );
      const upright = sharp(image.path).autoOrient();
      expect(image).toMatchObject(orientation < 5 ? { width: 200, height: 120 } : { width: 120 });
      expect(await coloursOf(pathOf(image, 'large'))).toEqual(
        await coloursOf(await upright.png().toBuffer()),
      );
      expect((await metadataOf(image, 'large')).orientation).toBeUndefined();
    },
  );

  it('knows the eight orientations apart', async () => {
    const seen = await Promise.all(
      [1, 2, 3, 4, 5, 6, 7, 8].map(async (orientation) => {
        const picture = (await quarters(200, 120)).withMetadata({ orientation });
        const image = await inspect(await picture.jpeg({ quality: 95 }).toBuffer());
        return (await coloursOf(pathOf(image, 'large'))).join(' ');
      }),
    );
    expect(seen[0]).toBe('red green blue yellow');
    expect(seen[5], 'a quarter turn to the right').toBe('blue red yellow green');
    expect(new Set(seen).size).toBe(8);
  });

  it('turns CMYK into sRGB', async () => {
    const cmyk = (await quarters(200, 120)).toColourspace('cmyk').withIccProfile('cmyk');
    const image = await inspect(await cmyk.jpeg({ quality: 100 }).toBuffer());
    const { channels, hasProfile, space } = await metadataOf(image, 'large');
    expect({ channels, hasProfile, space }).toEqual({
      channels: 3,
      hasProfile: false,
      space: 'srgb',
    });
    const [red, green] = await pixelAt(pathOf(image, 'large'), 0.25, 0.25);
    expect(red).toBeGreaterThan(170);
    expect(green).toBeLessThan(80);
  });

  it('turns 16 bits a channel into 8 without a change of colour', async () => {
    const deep = (await quarters(200, 120)).toColourspace('rgb16').png();
    const bytes = await deep.toBuffer();
    expect((await sharp(bytes).metadata()).depth).toBe('ushort');
    const image = await inspect(bytes);
    expect((await metadataOf(image, 'large')).depth).toBe('uchar');
    expect(await coloursOf(pathOf(image, 'large'))).toEqual(['red', 'green', 'blue', 'yellow']);
  });

  it('converts the colours of a profile to sRGB and leaves the profile out', async () => {
    const wide = (await quarters(200, 120)).withIccProfile('p3').jpeg({ quality: 100 });
    const bytes = await wide.toBuffer();
    expect(await coloursOf(bytes), 'its own numbers mean other colours').toContain('other');
    const image = await inspect(bytes);
    expect((await metadataOf(image, 'large')).hasProfile).toBe(false);
    expect((await sharp(image.path).metadata()).hasProfile, 'the original keeps it').toBe(true);
    expect(await coloursOf(pathOf(image, 'large'))).toEqual(['red', 'green', 'blue', 'yellow']);
  });

  it.each(['png', 'webp', 'avif'] as const)('keeps the alpha of a %s', async (format) => {
    const half = sharp({
      create: {
        width: 200,
        height: 100,
        channels: 4,
        background: { r: 200, g: 40, b: 40, alpha: 0.5 },
      },
    });
    const image = await inspect(await half.toFormat(format).toBuffer());
    const [red, , , alpha] = await pixelAt(pathOf(image, 'large'), 0.5, 0.5);
    expect(red).toBeGreaterThan(190);
    expect(alpha).toBeGreaterThan(120);
    expect(alpha).toBeLessThan(136);
  });

  it('renders grey pictures', async () => {
    const image = await inspect(await (await photograph(200, 100)).greyscale().jpeg().toBuffer());
    expect(image.renditions).toHaveLength(3);
  });

  it.each(['gif', 'webp'] as const)('keeps a %s animated, with its rhythm', async (format) => {
    const frames = await animation(200, 100, 3);
    const rhythm = { delay: [70, 80, 90], loop: 2 };
    const bytes = await frames.toFormat(format, rhythm).toBuffer();
    const image = await inspect(bytes);
    expect(image).toMatchObject({ width: 200, height: 100, frames: 3 });
    for (const preset of ['large', 'thumbnail', 'icon'])
      expect(await metadataOf(image, preset)).toMatchObject({ pages: 3, ...rhythm });
    expect((await metadataOf(image, 'large')).pageHeight).toBe(65);
  });

  it('never enlarges, and has all renditions all the same', async () => {
    const image = await inspect(await (await photograph(40, 20)).png().toBuffer());
    const widths = await Promise.all(
      image.renditions.map(async ({ preset }) => (await metadataOf(image, preset)).width),
    );
    expect(widths).toEqual([40, 40, 8]);
  });

  it('makes a GIF that needs no scaling its own rendition', async () => {
    const image = await inspect(await (await photograph(40, 20)).gif().toBuffer());
    expect(await readFile(pathOf(image, 'large'))).toEqual(await readFile(image.path));
  });

  it.each(['jpeg', 'png', 'webp', 'avif', 'gif'] as const)(
    'renders the most extreme aspects of a %s',
    async (format) => {
      // AVIF's encoder wants 16 pixels a side.
      const side = format === 'avif' ? 16 : 1;
      for (const [width, height] of [
        [16_000, side],
        [side, 16_000],
      ] as const) {
        const create = { width, height, channels: 3, background: '#c33' } as const;
        const image = await inspect(await sharp({ create }).toFormat(format).toBuffer());
        const { height: high, width: wide } = await metadataOf(image, 'icon');
        expect([wide, high]).toEqual(
          width > height ? [8, 1] : [side === 1 ? 1 : 8, side === 1 ? 16_000 : 8000],
        );
      }
    },
  );

  it('strips what a picture says of its maker, and what is behind its end', async () => {
    const jpeg = (await photograph(200, 100)).withExif({ IFD0: { Copyright: 'SECRET' } }).jpeg();
    const dirty = Buffer.concat([await jpeg.toBuffer(), Buffer.from('PK\x03\x04 SECRET')]);
    const image = await inspect(dirty);
    const paths = [image.path, ...image.renditions.map(({ path }) => path)];
    for (const path of paths) expect((await readFile(path)).includes('SECRET')).toBe(false);
  });

  it.each([2, 3])(
    'makes a GIF of %i frames anew where pixels lie outside its screen',
    async (count) => {
      const bytes = await (await animation(40, 20, count)).gif().toBuffer();
      // The frames are 40 wide: ten columns of pixels lie where no viewer shows them.
      bytes.writeUInt16LE(30, 6);
      const image = await inspect(bytes);
      expect(image).toMatchObject({ format: 'gif', width: 30, height: 20, frames: count });
      const kept = await readFile(image.path);
      expect(kept.readUInt16LE(6)).toBe(30);
      expect(image.bytes).toBe(kept.length);
      const still = await sharp(bytes)
        .extract({ left: 0, top: 0, width: 30, height: 20 })
        .png()
        .toBuffer();
      for (const [x, y] of [
        [0.1, 0.1],
        [0.9, 0.9],
      ] as const) {
        const [pixel, original] = [await pixelAt(kept, x, y), await pixelAt(still, x, y)];
        expect(Math.abs(pixel[0]! - original[0]!)).toBeLessThan(24);
      }
    },
  );

  it('counts the frames of an APNG, which its decoder does not', async () => {
    const apng = samples.find(({ name }) => name === 'APNG');
    const { frames } = apng!.expected;
    expect(await inspect(apng!.bytes)).toMatchObject({ format: 'png', frames });
  });

  it.each(samples.map((sample) => [sample.name, sample] as const))(
    'proves the clean picture of %s',
    async (_name, { bytes, format }) => {
      const image = await inspect(bytes, { presets: { icon: 8 } });
      expect(image.format).toBe(format);
      expect((await metadataOf(image, 'icon')).format).toBe(format === 'avif' ? 'heif' : format);
    },
  );

  it('has a placeholder for a picture without presets, too', async () => {
    const image = await inspect(await (await photograph(200, 100)).jpeg().toBuffer(), {
      presets: {},
    });
    expect(image.renditions).toEqual([]);
    expect(image.placeholder).not.toBe('');
  });
});

describe('the image inspector refuses', () => {
  it.each([
    ['TIFF', async () => (await photograph(20, 10)).tiff().toBuffer()],
    ['SVG', async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['PDF', async () => Buffer.from('%PDF-1.7 ...')],
    ['BMP', async () => Buffer.from('BM......')],
    ['HEIC or HEIF', async () => Buffer.from('\0\0\0\x18ftypheic\0\0\0\0', 'latin1')],
  ])('a %s with 415, and says what it takes', async (name, encode) => {
    expect(await refusal(await encode())).toMatchObject({
      status: 415,
      code: 'not-a-picture',
      detail: expect.stringMatching(`${name}; accepted are JPEG, PNG, WebP, GIF and AVIF`),
      source: { pointer },
    });
  });

  it('nothing, and noise, with 415', async () => {
    expect(await refusal(Buffer.alloc(0))).toMatchObject({ status: 415 });
    expect(await refusal(Buffer.from('hello'))).toMatchObject({
      status: 415,
      meta: { found: null },
    });
  });

  it('a picture over the size limit with 413, and takes one at the limit', async () => {
    const bytes = await (await photograph(200, 100)).jpeg().toBuffer();
    const limits = { mediaMaxBytes: bytes.length - 1 };
    expect(await refusal(bytes, { limits })).toMatchObject({
      status: 413,
      code: 'picture-too-large',
      meta: { limit: bytes.length - 1, actual: bytes.length },
    });
    await inspect(bytes, { limits: { mediaMaxBytes: bytes.length } });
  });

  it.each([
    ['too-many-pixels', { mediaMaxPixels: 19_999 }, { mediaMaxPixels: 20_000 }, 20_000],
    ['side-too-long', { mediaMaxSide: 199 }, { mediaMaxSide: 200 }, 200],
  ])('%s, and takes a picture at the limit', async (code, below, at, actual) => {
    const bytes = await (await photograph(200, 100)).png().toBuffer();
    expect(await refusal(bytes, { limits: below })).toMatchObject({
      status: 422,
      code,
      meta: { actual },
    });
    await inspect(bytes, { limits: at });
  });

  it.each([
    ['too-many-frames', { mediaMaxFrames: 2 }, { mediaMaxFrames: 3 }],
    ['animation-too-large', { mediaMaxAnimationPixels: 5999 }, { mediaMaxAnimationPixels: 6000 }],
  ])('%s, and takes an animation at the limit', async (code, below, at) => {
    const bytes = await (await animation(50, 40, 3)).webp().toBuffer();
    expect(await refusal(bytes, { limits: below })).toMatchObject({ status: 422, code });
    await inspect(bytes, { limits: at });
  });

  it('damage that only decoding finds, and leaves nothing behind', async () => {
    const whole = await (await photograph(200, 100)).jpeg().toBuffer();
    const bytes = Buffer.concat([whole.subarray(0, -62), whole.subarray(-2)]);
    expect(await refusal(bytes)).toMatchObject({
      status: 422,
      code: 'picture-damaged',
      source: { pointer },
    });
    expect((await readdir(folder)).filter((name) => name.startsWith(`spooled${spooled}-`))).toEqual(
      [],
    );
  });
});
