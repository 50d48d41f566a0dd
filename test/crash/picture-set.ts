import sharp from 'sharp';

/** A picture that can be told from all others by its size and its colour. */
export interface KnownPicture {
  readonly dataUri: string;
  readonly width: number;
  readonly height: number;
  /** Red, green, blue. */
  readonly colour: readonly [number, number, number];
}

/** Wider than the smallest preset, so that there are renditions to lose. */
const leastWidth = 80;

export function drawPictures(count: number): Promise<readonly KnownPicture[]> {
  return Promise.all(Array.from({ length: count }, (_, index) => draw(index)));
}

async function draw(index: number): Promise<KnownPicture> {
  const width = leastWidth + index;
  const height = 60 + (index % 17);
  const colour = [(index * 53) % 256, (index * 101) % 256, (index * 197) % 256] as const;
  const [r, g, b] = colour;
  const picture = sharp({ create: { width, height, channels: 3, background: { r, g, b } } });
  const format = index % 3 === 0 ? 'jpeg' : 'png';
  const bytes = await picture.toFormat(format).toBuffer();
  const dataUri = `data:image/${format};base64,${bytes.toString('base64')}`;
  return { dataUri, width, height, colour };
}

/** @throws Error where not every byte of it decodes, or it is another picture */
export async function requirePicture(
  bytes: Buffer,
  { colour, height, width }: KnownPicture,
  maximum = Infinity,
): Promise<void> {
  const image = sharp(bytes, { failOn: 'warning' });
  const { data, info } = await image.removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const wanted = Math.min(width, maximum);
  if (info.width !== wanted || (wanted === width && info.height !== height))
    throw new Error(`${info.width} x ${info.height} is not of ${width} x ${height}`);
  for (const [channel, value] of colour.entries())
    if (Math.abs((data[channel] ?? 0) - value) > 24)
      throw new Error(`The colour is ${data.subarray(0, 3).join()}, not ${colour.join()}`);
}
