import { gridAvif } from './avif-grid.js';
import { writeBox } from '../../src/media/picture-structure/bmff-box.js';
import { appended, drawing, secretive, type DirtyPicture } from './picture-samples.js';

function dirty(avif: Buffer): Buffer {
  const free = writeBox('free', Buffer.from('SECRET'));
  const foreign = writeBox('uuid', Buffer.alloc(16), Buffer.from('SECRET'));
  return Buffer.concat([avif, free, foreign, appended]);
}

export async function avifSamples(): Promise<DirtyPicture[]> {
  const options = { effort: 0, quality: 70 };
  const colour = await secretive(drawing(3)).withIccProfile('p3').avif(options).toBuffer();
  const alpha = await secretive(drawing(4)).avif(options).toBuffer();
  const deep = await drawing(3)
    .avif({ ...options, bitdepth: 10 })
    .toBuffer();
  const grid = { width: 128, height: 64, animationPixels: 8_192 };
  return [
    { name: 'AVIF of tiles', format: 'avif', bytes: dirty(await gridAvif()), expected: grid },
    { name: 'AVIF', format: 'avif', bytes: dirty(colour), expected: { orientation: 6 } },
    { name: 'AVIF with alpha', format: 'avif', bytes: dirty(alpha), expected: { orientation: 6 } },
    { name: 'AVIF of 10 bits', format: 'avif', bytes: dirty(deep), expected: {} },
  ];
}
