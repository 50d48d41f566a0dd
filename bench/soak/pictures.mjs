import sharp from 'sharp';

/** A rendition of a lossy picture may be so far off its colour, of 255. */
const tolerance = 12;

/**
 * Small pictures that can be told from each other by what is in them.
 *
 * @returns {Promise<{format: string, width: number, height: number, pages: number, colour: number[], uri: string}[]>}
 */
export async function drawPictures() {
  const pictures = [];
  for (const [at, format] of ['jpeg', 'png', 'gif', 'animation', 'jpeg', 'png', 'gif'].entries())
    pictures.push(await draw(format, at));
  return pictures;
}

async function draw(kind, at) {
  const [width, height] = [90 + at * 70, 60 + at * 40];
  const colour = [40 + at * 25, 220 - at * 25, 120];
  const frame = { width, height, channels: 3, background: `rgb(${colour.join(',')})` };
  const [format, pages] = kind === 'animation' ? ['gif', 2] : [kind, 1];
  const image = pages === 1 ? sharp({ create: frame }) : await animation(frame);
  const bytes = await image.toFormat(format).toBuffer();
  const uri = `data:image/${format};base64,${bytes.toString('base64')}`;
  return { format, width, height, pages, colour, uri };
}

async function animation(frame) {
  const still = await sharp({ create: frame }).png().toBuffer();
  // A second frame that is all like the first would be left out of the GIF.
  const spot = { ...frame, width: 4, height: 4, background: 'white' };
  const dot = await sharp({ create: spot }).png().toBuffer();
  const other = await sharp(still)
    .composite([{ input: dot, top: 0, left: 0 }])
    .png()
    .toBuffer();
  return sharp([still, other], { join: { animated: true } });
}

/**
 * Decodes what was served.
 *
 * @param {Buffer} bytes
 * @param {number} longest width of a rendition; Infinity for the original
 * @throws Error where it does not show the picture
 */
export async function requireShows(bytes, picture, longest) {
  const { format, width, height, pages = 1 } = await sharp(bytes).metadata();
  const scale = Math.min(1, longest / picture.width);
  const [wide, high] = [picture.width * scale, picture.height * scale];
  const isSized = Math.abs(width - wide) < 1 && Math.abs(height - high) <= 1;
  if (format !== picture.format || !isSized || pages !== picture.pages)
    throw new Error(
      `a ${picture.format} of ${wide}×${high} (${picture.pages}) is served as ${format} of ${width}×${height} (${pages})`,
    );
  const { channels } = await sharp(bytes).stats();
  const off = picture.colour.map((value, at) => Math.abs(channels[at].mean - value));
  if (Math.max(...off) > tolerance) throw new Error(`another picture is served: off by ${off}`);
}
