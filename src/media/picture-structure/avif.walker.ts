import { AvifItems, valuesOf, type AvifItem } from './avif-item.js';
import { readMeta } from './avif-meta.js';
import { selectItems } from './avif-selection.js';
import { writeAvif } from './avif-writer.js';
import { boxes, readTable, type Box } from './bmff-box.js';
import type { ByteSource } from './byte-source.js';
import type { Orientation, SoundVerdict } from './picture-structure.js';
import { broken, StructureRefusal, truncated, unsupported } from './structure-fault.js';
import type { StructureLimits } from './structure-limits.js';

/** Offsets are written with 32 bits. */
const maxBytes = 2 ** 31;

/** Walks over an AVIF file. AV1 Image File Format 1.1; ISO/IEC 23008-12. */
export async function walkAvif(source: ByteSource, limits: StructureLimits): Promise<SoundVerdict> {
  if (source.size > maxBytes) throw unsupported('an AVIF file of more than 2 GB');
  const found = await readTop(source);
  const brands = await readBrands(source, found.get('ftyp'));
  if (found.has('moov'))
    throw unsupported('AVIF animations are not accepted; send an animated WebP or GIF');
  const box = found.get('meta');
  if (box === undefined) throw truncated();
  const meta = await readMeta(source, box);
  const selection = await selectItems(new AvifItems(source, limits, meta), meta);
  const [primary] = selection.items;
  if (primary === undefined) throw broken('an AVIF file without a picture');
  const facts = factsOf(primary);
  if (selection.items.some(({ cropped }) => cropped))
    return { verdict: 're-encode', facts, why: 'pixels that were cropped away are still there' };
  const { parts, bytes } = writeAvif(selection, brands);
  if (bytes > source.size + maxGrowth) throw broken('an AVIF file that names its bytes many times');
  return { verdict: 'lossless', structure: { ...facts, parts, bytes } };
}

/** What boxes written anew may need beyond those of the original. */
const maxGrowth = 65_536;

/** @returns the first box of each kind; what follows the picture and is no box is not looked at */
async function readTop(source: ByteSource): Promise<ReadonlyMap<string, Box>> {
  const found = new Map<string, Box>();
  try {
    for await (const box of boxes(source, 0, source.size)) {
      if (found.size === 0 && box.type !== 'ftyp') throw broken('this is no AVIF file');
      if (!found.has(box.type)) found.set(box.type, box);
    }
  } catch (error) {
    const isAppended = error instanceof StructureRefusal && found.has('meta');
    if (!isAppended) throw error;
  }
  return found;
}

async function readBrands(source: ByteSource, box: Box | undefined): Promise<ReadonlySet<string>> {
  const data = box === undefined ? Buffer.alloc(0) : await readTable(source, box);
  const names = data.toString('latin1', 0, 4) + data.toString('latin1', 8, 8 + 4 * 64);
  const brands = new Set<string>(names.match(/[^]{4}/g) ?? []);
  if (!brands.has('avif') && !brands.has('avis')) throw broken('this is no AVIF file');
  return brands;
}

function factsOf(primary: AvifItem) {
  const { width, height, properties } = primary;
  const orientation = orientationOf(properties);
  const animationPixels = width * height;
  return { format: 'avif', width, height, orientation, frames: 1, animationPixels } as const;
}

/** EXIF's word for quarter turns against the clock, by how the turned picture is mirrored. */
const orientations: Readonly<Record<'none' | 'upsideDown' | 'sideways', readonly Orientation[]>> = {
  none: [1, 8, 3, 6],
  upsideDown: [4, 5, 2, 7],
  sideways: [2, 7, 4, 5],
};

/** Properties apply in the order in which they are listed. ISO/IEC 23008-12, 6.5.10 and 6.5.12. */
function orientationOf(properties: AvifItem['properties']): Orientation {
  const [turns = 0] = valuesOf(properties, 'irot') ?? [];
  const mirror = valuesOf(properties, 'imir');
  const order = properties.map(({ property }) => property.type);
  const mirrorsFirst = mirror !== null && order.indexOf('imir') < order.indexOf('irot');
  const kind = mirror === null ? 'none' : mirror[0] === 0 ? 'upsideDown' : 'sideways';
  return orientations[kind][mirrorsFirst ? (4 - turns) % 4 : turns] ?? 1;
}
