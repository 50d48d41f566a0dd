import sharp, { type Sharp } from 'sharp';
import type { ImageFormat } from '../../src/media/image-file.js';
import type { PictureFacts } from '../../src/media/picture-structure/picture-structure.js';

/** A picture full of what must go; every piece of that says SECRET. */
export interface DirtyPicture {
  readonly name: string;
  readonly format: ImageFormat;
  readonly bytes: Buffer;
  /** The same picture as decoders take it, where they stumble over the dirt. */
  readonly reference?: Buffer;
  /** Where it differs from upright and still. */
  readonly expected: Partial<PictureFacts>;
}

/** The size of every sample. */
export const sampleSize = { width: 61, height: 43 } as const;

/** What polyglots end with. */
export const appended = Buffer.from('PK\x03\x04SECRET archive', 'latin1');

/** A picture with much detail, the same at every run. */
export function drawing(channels: 3 | 4, seed = 1): Sharp {
  const { width, height } = sampleSize;
  const pixels = Buffer.alloc(width * height * channels);
  let state = seed;
  for (let at = 0; at < pixels.length; at += 1) {
    state = (state * 1_103_515_245 + 12_345) % 0x8000_0000;
    pixels[at] = ((at / 7) & 0xc0) + ((state >> 16) & 0x3f);
  }
  return sharp(pixels, { raw: { width, height, channels } });
}

/** Three frames; give it a format. */
export async function animated(): Promise<Sharp> {
  const frames = [1, 2, 3].map((seed) => drawing(4, seed).png().toBuffer());
  return sharp(await Promise.all(frames), { join: { animated: true } });
}

/** Adds a position, a camera, a copyright and an XMP packet, and turns the picture on its side. */
export function secretive(picture: Sharp): Sharp {
  return picture
    .withExif({
      IFD0: { Copyright: 'SECRET owner', Make: 'SECRET camera' },
      IFD2: { UserComment: 'SECRET comment' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 3230/100' },
    })
    .withMetadata({ orientation: 6 })
    .withXmp('<?xpacket begin="" id="x"?><x:xmpmeta xmlns:x="adobe:ns:meta/">SECRET</x:xmpmeta>');
}
