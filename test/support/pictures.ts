import sharp from 'sharp';

/** A picture with a gradient, so that no encoder makes nothing of it. */
export async function drawPicture(
  format: 'png' | 'jpeg' | 'webp' | 'gif' | 'avif' = 'png',
  { height = 450, width = 600 }: { readonly width?: number; readonly height?: number } = {},
): Promise<Buffer> {
  const pixels = Buffer.alloc(width * height * 3);
  for (let index = 0; index < pixels.length; index += 3) {
    const at = index / 3;
    pixels[index] = (at % width) % 256;
    pixels[index + 1] = Math.floor(at / width) % 256;
    pixels[index + 2] = 128;
  }
  const picture = sharp(pixels, { raw: { width, height, channels: 3 } });
  return picture.toFormat(format).toBuffer();
}

export function dataUri(picture: Buffer, head = 'data:image/png;base64'): string {
  return `${head},${picture.toString('base64')}`;
}
