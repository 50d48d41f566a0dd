// A program of its own: what the proof of a JPEG and its renditions cost where there is nothing else. Every pixel is
// decoded once, warnings are failures, each rendition comes of the one before.
// node sharp-alone.mjs <picture> <folder> <seconds>
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { rgbaToThumbHash } from 'thumbhash';

const [picture, folder, seconds] = process.argv.slice(2);
const widths = [1300, 500, 75];
const placeholderWidth = 100;

sharp.cache(false);
sharp.concurrency(1);

async function shrink(image, width) {
  const resizing = image.resize({ width }).toColourspace('srgb').raw();
  const { data, info: raw } = await resizing.toBuffer({ resolveWithObject: true });
  return () => sharp(data, { raw });
}

async function prove() {
  let from = () => sharp(picture, { failOn: 'warning' }).autoOrient();
  let placeholder;
  for (const width of widths) {
    from = await shrink(from(), width);
    if (width > placeholderWidth) placeholder = from;
    const rendition = await from().jpeg({ quality: 80 }).toBuffer();
    await writeFile(join(folder, `${process.pid}-${width}.jpg`), rendition);
  }
  const small = placeholder().resize({ width: placeholderWidth }).ensureAlpha().raw();
  const { data, info } = await small.toBuffer({ resolveWithObject: true });
  return rgbaToThumbHash(info.width, info.height, data);
}

for (let warming = 0; warming < 5; warming += 1) await prove();
const before = process.cpuUsage();
const start = performance.now();
let pictures = 0;
for (; performance.now() - start < Number(seconds) * 1000; pictures += 1) await prove();
const { system, user } = process.cpuUsage(before);
const perSecond = pictures / ((performance.now() - start) / 1000);
console.log(JSON.stringify({ cpuPerRequest: (system + user) / 1000 / pictures, perSecond }));
