import { randomBytes } from 'node:crypto';
import sharp from 'sharp';

const [width, height] = [4000, 3000];

/** A JPEG of 12 megapixels as a camera writes it: shapes, and the noise of a sensor over them; about 4 MB. */
export async function takePhoto() {
  const coarse = { width: 80, height: 60, channels: 3 };
  const shapes = await sharp(randomBytes(coarse.width * coarse.height * 3), { raw: coarse })
    .resize({ width, height, kernel: 'cubic' })
    .blur(2)
    .toBuffer();
  const noise = { type: 'gaussian', mean: 128, sigma: 16 };
  const grain = await sharp({ create: { width, height, channels: 3, background: '#888', noise } })
    .png({ compressionLevel: 1 })
    .toBuffer();
  return sharp(shapes, { raw: { width, height, channels: 3 } })
    .composite([{ input: grain, blend: 'soft-light' }])
    .jpeg({ quality: 90 })
    .toBuffer();
}
