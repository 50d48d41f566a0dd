import { boxes, readTable, type Box } from './bmff-box.js';
import type { ByteSource } from './byte-source.js';
import type { Extent } from './item-bytes.js';
import { broken, overLimit, truncated, unsupported } from './structure-fault.js';
import { TableReader } from './table-reader.js';

/** Items of one picture: a grid of 40 megapixels has some hundred. */
const maxItems = 1_024;
const maxExtents = 4_096;

/** Of one item; each is looked for by each unit of the item's bytes. */
const maxExtentsOfItem = 64;

/** Items that all references together name: each tile of a grid once, and its alpha plane. */
const maxNamed = 4_096;

/** Properties of one item; honest ones have some six. */
const maxAssociated = 64;

export interface ItemInfo {
  /** `av01`, `grid`, `Exif`, ... */
  readonly type: string;
  /** Not to be shown by itself. */
  readonly hidden: boolean;
}

export interface ItemReference {
  readonly type: string;
  readonly from: number;
  readonly to: readonly number[];
}

export interface Association {
  /** Counts from 1; 0 stands for none. */
  readonly property: number;
  readonly essential: boolean;
}

/** ISO/IEC 14496-12, 8.11.4. */
export async function readPrimary(source: ByteSource, box: Box): Promise<number> {
  const table = new TableReader(await readTable(source, box));
  return table.uint(table.fullBox().version === 0 ? 2 : 4);
}

/** Item id → what it is. ISO/IEC 14496-12, 8.11.6. */
export async function readInfos(source: ByteSource, box: Box): Promise<Map<number, ItemInfo>> {
  const version = (await readTable(source, box))[0] ?? 0;
  const infos = new Map<number, ItemInfo>();
  const entries = box.dataStart + (version === 0 ? 6 : 8);
  for await (const entry of boxes(source, entries, box.end)) {
    overLimit('too-many-parts', maxItems, infos.size + 1);
    const table = new TableReader(await readTable(source, entry));
    const { version: kind, flags } = table.fullBox();
    if (entry.type !== 'infe' || kind < 2) continue;
    const id = table.uint(kind === 2 ? 2 : 4);
    const isProtected = table.uint(2) !== 0;
    if (isProtected) throw unsupported('protected AVIF pictures are not accepted');
    if (infos.has(id)) throw broken('an AVIF item that is described twice');
    infos.set(id, { type: table.type(), hidden: (flags & 1) === 1 });
  }
  return infos;
}

/** ISO/IEC 14496-12, 8.11.12. */
export async function readReferences(source: ByteSource, box: Box): Promise<ItemReference[]> {
  const bytes = (await readTable(source, box))[0] === 0 ? 2 : 4;
  const references: ItemReference[] = [];
  let named = 0;
  for await (const entry of boxes(source, box.dataStart + 4, box.end)) {
    overLimit('too-many-parts', maxItems, references.length + 1);
    const table = new TableReader(await readTable(source, entry));
    const from = table.uint(bytes);
    const count = table.uint(2);
    named += count;
    overLimit('too-many-parts', maxNamed, named);
    const to = Array.from({ length: count }, () => table.uint(bytes));
    references.push({ type: entry.type, from, to });
  }
  return references;
}

/** Adds one `ipma` box to the associations by item id. ISO/IEC 14496-12, 8.11.14. */
export async function readAssociations(
  source: ByteSource,
  box: Box,
): Promise<Map<number, readonly Association[]>> {
  const table = new TableReader(await readTable(source, box));
  const { version, flags } = table.fullBox();
  const bits = (flags & 1) === 0 ? 7 : 15;
  const all = new Map<number, readonly Association[]>();
  for (let left = table.uint(4); left > 0; left -= 1) {
    const item = table.uint(version === 0 ? 2 : 4);
    const count = table.uint(1);
    overLimit('too-many-parts', maxAssociated, count);
    const list = Array.from({ length: count }, () => table.uint((bits + 1) / 8));
    all.set(
      item,
      list.map((value) => ({ property: value % 2 ** bits, essential: value >= 2 ** bits })),
    );
  }
  return all;
}

/**
 * Item id → where its bytes lie. ISO/IEC 14496-12, 8.11.3.
 *
 * @param idat the box in `meta` that may hold bytes as well
 */
export async function readLocations(
  source: ByteSource,
  box: Box,
  idat: Box | undefined,
): Promise<Map<number, readonly Extent[]>> {
  const table = new TableReader(await readTable(source, box));
  const { version } = table.fullBox();
  const sizes = [table.uint(1), table.uint(1)].flatMap((byte) => [byte >> 4, byte & 15]);
  if (version > 2 || sizes.some((size) => size > 8)) throw broken('a damaged AVIF table');
  const places = new Map<number, readonly Extent[]>();
  const layout = { table, version, sizes, file: { dataStart: 0, end: source.size }, idat };
  let total = 0;
  for (let left = table.uint(version < 2 ? 2 : 4); left > 0; left -= 1) {
    const { id, count, extents } = readLocation(layout, total);
    total += count;
    places.set(id, extents);
  }
  return places;
}

interface LocationLayout {
  readonly table: TableReader;
  readonly version: number;
  /** Bytes of an offset, a length, a base offset and an index. */
  readonly sizes: readonly number[];
  readonly file: Pick<Box, 'dataStart' | 'end'>;
  readonly idat: Box | undefined;
}

interface Location {
  readonly id: number;
  /** Of its extents as the table has them. */
  readonly count: number;
  /** None where they are in another file. */
  readonly extents: readonly Extent[];
}

/** @param before extents of the items before it */
function readLocation(layout: LocationLayout, before: number): Location {
  const { table, version, sizes, file, idat } = layout;
  const [offsetBytes = 0, lengthBytes = 0, baseBytes = 0, indexBytes = 0] = sizes;
  const id = table.uint(version < 2 ? 2 : 4);
  const method = version === 0 ? 0 : table.uint(2) & 15;
  const isElsewhere = table.uint(2) !== 0;
  const home = method === 0 ? file : method === 1 ? idat : undefined;
  const base = table.uint(baseBytes);
  const count = table.uint(2);
  // Before they are read: where all sizes are 0, as many as a count can say take no bytes.
  overLimit('too-many-parts', maxExtentsOfItem, count);
  overLimit('too-many-parts', maxExtents, before + count);
  const extents = Array.from({ length: count }, () => {
    if (version > 0) table.uint(indexBytes);
    const start = (home?.dataStart ?? 0) + base + table.uint(offsetBytes);
    return { start, end: start + table.uint(lengthBytes) };
  });
  if (home === undefined || isElsewhere) return { id, count, extents: [] };
  if (extents.some(({ end }) => !(end <= home.end))) throw truncated();
  return { id, count, extents };
}
