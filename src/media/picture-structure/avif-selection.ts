import type { AvifItem, AvifItems } from './avif-item.js';
import type { AvifMeta } from './avif-meta.js';
import type { ItemReference } from './avif-tables.js';
import { broken, overLimit } from './structure-fault.js';
import { maxParts } from './structure-limits.js';

/** The items that make up the picture, and how they hang together. */
export interface AvifSelection {
  /** The primary item first. */
  readonly items: readonly AvifItem[];
  readonly references: readonly ItemReference[];
}

/** Follows the primary item to its tiles and alpha planes; thumbnails, gain maps and metadata stay behind. */
export async function selectItems(items: AvifItems, meta: AvifMeta): Promise<AvifSelection> {
  const kept = new Map<number, AvifItem>();
  const references: ItemReference[] = [];
  const due = [meta.primary];
  for (let id = due.shift(); id !== undefined; id = due.shift()) {
    if (kept.has(id)) continue;
    overLimit('too-many-parts', maxParts, due.length);
    const item = await items.read(id);
    kept.set(id, item);
    for (const reference of await referencesOf(item, items, meta)) {
      references.push(reference);
      due.push(...(reference.type === 'auxl' ? [reference.from] : reference.to));
    }
  }
  checkGrids(kept, references);
  return { items: [...kept.values()], references };
}

async function referencesOf(
  { id, type }: AvifItem,
  items: AvifItems,
  meta: AvifMeta,
): Promise<ItemReference[]> {
  const tiles = meta.references.filter((one) => one.type === 'dimg' && one.from === id);
  const found = type === 'grid' ? tiles.slice(0, 1) : [];
  for (const { type: kind, from, to } of meta.references) {
    const isCandidate = kind === 'auxl' && to.includes(id) && meta.infos.has(from);
    if (!isCandidate || !(await items.isAlpha(from))) continue;
    const isPremultiplied = meta.references.some(
      (one) => one.type === 'prem' && one.from === id && one.to.includes(from),
    );
    const premultiplied = { type: 'prem', from: id, to: [from] };
    return [...found, { type: kind, from, to: [id] }, ...(isPremultiplied ? [premultiplied] : [])];
  }
  return found;
}

/** A grid's tiles are coded pictures of one size and just cover it, so their pixels are bounded by its own. */
function checkGrids(
  kept: ReadonlyMap<number, AvifItem>,
  references: readonly ItemReference[],
): void {
  for (const { id, type, width, height, tiles } of kept.values()) {
    if (type !== 'grid') continue;
    const to = references.find((one) => one.type === 'dimg' && one.from === id)?.to ?? [];
    const pictures = to.map((tile) => kept.get(tile));
    const [first] = pictures;
    const same = pictures.every((tile) => tile?.type === 'av01' && tile.width === first?.width);
    const level = pictures.every((tile) => tile?.height === first?.height);
    const complete = first !== undefined && to.length === tiles.columns * tiles.rows;
    if (!same || !level || !complete) throw broken('an AVIF grid with the wrong tiles');
    if (!covers(tiles.columns, first.width, width) || !covers(tiles.rows, first.height, height))
      throw broken('an AVIF grid that its tiles do not cover');
  }
}

function covers(count: number, tile: number, whole: number): boolean {
  return count * tile >= whole && (count - 1) * tile < whole;
}
