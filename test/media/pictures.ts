import sharp, { type Sharp } from 'sharp';

/** What one quarter of a `quarters` picture shows. */
export const colours = {
  red: [200, 40, 40],
  green: [40, 180, 60],
  blue: [40, 60, 200],
  yellow: [220, 200, 40],
} as const;

export type Colour = keyof typeof colours;

/** Red and green above blue and yellow: no two of the eight orientations look the same. */
export async function quarters(width: number, height: number): Promise<Sharp> {
  const part = (colour: Colour) => {
    const [r, g, b] = colours[colour];
    const background = { r, g, b };
    return sharp({
      create: { width: width / 2, height: height / 2, channels: 3, background },
    })
      .png()
      .toBuffer();
  };
  const [red, green, blue, yellow] = await Promise.all(
    (Object.keys(colours) as Colour[]).map(part),
  );
  const picture = sharp({ create: { width, height, channels: 3, background: '#000' } }).composite([
    { input: red, left: 0, top: 0 },
    { input: green, left: width / 2, top: 0 },
    { input: blue, left: 0, top: height / 2 },
    { input: yellow, left: width / 2, top: height / 2 },
  ]);
  return sharp(await picture.png().toBuffer());
}

/** Full of detail, as photographs are, and the same at every run. */
export async function photograph(
  width: number,
  height: number,
  { channels = 3, seed = 1 }: { readonly channels?: 3 | 4; readonly seed?: number } = {},
): Promise<Sharp> {
  const random = randomNumbers(seed);
  const small = { width: Math.ceil(width / 8) + 1, height: Math.ceil(height / 8) + 1, channels };
  const grains = Buffer.alloc(small.width * small.height * channels);
  for (let at = 0; at < grains.length; at += 1) grains[at] = random(256);
  const raw = await sharp(grains, { raw: small })
    .resize({ width, height, fit: 'fill', kernel: 'cubic' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return sharp(raw.data, { raw: raw.info });
}

/** Frames of noise. */
export async function animation(width: number, height: number, frames: number): Promise<Sharp> {
  const drawn = Array.from({ length: frames }, async (_, index) => {
    const frame = await photograph(width, height, { seed: index + 1 });
    return frame.png().toBuffer();
  });
  return sharp(await Promise.all(drawn), { join: { animated: true } });
}

/** @returns numbers from 0 to below the bound, the same at every run */
export function randomNumbers(seed: number): (bound: number) => number {
  let state = seed;
  return (bound) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return Math.floor((state / 0x8000_0000) * bound);
  };
}

/** The colours at the centres of the quarters: above left, above right, below left, below right. */
export async function coloursOf(picture: string | Buffer): Promise<readonly (Colour | 'other')[]> {
  const centres = [0.25, 0.75].flatMap((y) => [0.25, 0.75].map((x) => [x, y] as const));
  const pixels = await Promise.all(centres.map(([x, y]) => pixelAt(picture, x, y)));
  return pixels.map(nameOf);
}

/** @param x from 0, left, to 1, right; y alike from above */
export async function pixelAt(
  picture: string | Buffer,
  x: number,
  y: number,
): Promise<readonly number[]> {
  const { data, info } = await sharp(picture, { ignoreIcc: true })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const row = Math.floor(info.height * y) * info.width;
  const start = (row + Math.floor(info.width * x)) * info.channels;
  return [...data.subarray(start, start + info.channels)];
}

function nameOf(pixel: readonly number[]): Colour | 'other' {
  const near = (colour: readonly number[]) =>
    colour.every((value, index) => Math.abs(value - (pixel[index] ?? 0)) < 16);
  return (Object.keys(colours) as Colour[]).find((name) => near(colours[name])) ?? 'other';
}
