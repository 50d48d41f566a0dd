import { walkAv1 } from './av1-item.js';
import type { AvifMeta } from './avif-meta.js';
import { readProperty, type AvifProperty } from './avif-property.js';
import { take, type ByteSource } from './byte-source.js';
import { CopyPlan } from './copy-plan.js';
import { ItemBytes } from './item-bytes.js';
import { broken, unsupported } from './structure-fault.js';
import { checkCanvas, type StructureLimits } from './structure-limits.js';
import { TableReader } from './table-reader.js';

/** An item that stays: a coded picture, or a grid of such. */
export interface AvifItem {
  readonly id: number;
  readonly type: 'av01' | 'grid';
  readonly hidden: boolean;
  readonly width: number;
  readonly height: number;
  readonly properties: readonly { readonly property: AvifProperty; readonly essential: boolean }[];
  /** Whether a part of its pixels is not to be shown. */
  readonly cropped: boolean;
  /** Its bytes, clean. */
  readonly plan: CopyPlan;
  /** Columns and rows of a grid; 0 for a coded picture. */
  readonly tiles: { readonly columns: number; readonly rows: number };
}

/** Reads items one by one; what several share is read once. */
export class AvifItems {
  private readonly known = new Map<number, Promise<AvifProperty | null>>();

  constructor(
    private readonly source: ByteSource,
    private readonly limits: StructureLimits,
    private readonly meta: AvifMeta,
  ) {}

  /** @throws StructureRefusal where it is no picture, or not as large as it says */
  async read(id: number): Promise<AvifItem> {
    const info = this.meta.infos.get(id);
    const type = info?.type ?? 'none';
    if (type !== 'av01' && type !== 'grid') throw unsupported(`an AVIF picture of kind ${type}`);
    const properties = await this.properties(id);
    const [width = 0, height = 0] = valuesOf(properties, 'ispe') ?? [];
    checkCanvas(width, height, this.limits);
    const layered = properties.some(({ property }) => ['a1op', 'lsel'].includes(property.type));
    const bytes = new ItemBytes(this.source, this.meta.places.get(id) ?? []);
    const size = { width, height };
    const content = type === 'grid' ? await readGrid(bytes, size) : await readCoded(bytes);
    checkCanvas(content.width, content.height, this.limits);
    if (!layered && (content.width !== width || content.height !== height))
      throw broken('an AVIF picture whose size contradicts its header');
    const { plan, tiles } = content;
    const cropped = this.has(id, 'clap');
    return { id, type, hidden: info?.hidden ?? false, ...size, properties, cropped, plan, tiles };
  }

  /** Whether a picture is the alpha plane of another. */
  async isAlpha(id: number): Promise<boolean> {
    return (await this.properties(id)).some(({ property }) => property.type === 'auxC');
  }

  private has(id: number, type: string): boolean {
    const list = this.meta.associations.get(id) ?? [];
    return list.some(({ property }) => this.meta.properties[property - 1]?.type === type);
  }

  private async properties(id: number): Promise<AvifItem['properties']> {
    const found: { property: AvifProperty; essential: boolean }[] = [];
    for (const { property: number, essential } of this.meta.associations.get(id) ?? []) {
      const property = await this.property(number);
      const type = this.meta.properties[number - 1]?.type;
      if (type !== 'colr' && found.some((one) => one.property.type === type))
        throw broken(`an AVIF picture with two ${type ?? 'lost'} properties`);
      if (property !== null) found.push({ property, essential });
      else if (essential && type !== 'clap')
        throw unsupported(
          `an AVIF picture that can't be shown without its ${type ?? 'lost'} property`,
        );
    }
    return found;
  }

  private property(number: number): Promise<AvifProperty | null> {
    const box = this.meta.properties[number - 1];
    const property =
      this.known.get(number) ??
      (box === undefined ? Promise.resolve(null) : readProperty(this.source, box));
    this.known.set(number, property);
    return property;
  }
}

/** @returns null where the item has no property of this type; of several the first counts */
export function valuesOf(
  properties: AvifItem['properties'],
  type: string,
): readonly number[] | null {
  return properties.find(({ property }) => property.type === type)?.property.values ?? null;
}

type Content = Pick<AvifItem, 'width' | 'height' | 'plan' | 'tiles'>;

async function readCoded(bytes: ItemBytes): Promise<Content> {
  return { ...(await walkAv1(bytes)), tiles: { columns: 0, rows: 0 } };
}

/** ISO/IEC 23008-12, 6.6.2.3. */
async function readGrid(
  bytes: ItemBytes,
  size: { readonly width: number; readonly height: number },
): Promise<Content> {
  if (bytes.size !== 8 && bytes.size !== 12) throw broken('a damaged AVIF grid');
  const table = new TableReader(await take(bytes, 0, bytes.size));
  const isVersion0 = table.uint(1) === 0;
  const numberBytes = (table.uint(1) & 1) === 0 ? 2 : 4;
  const [rows, columns] = [table.uint(1) + 1, table.uint(1) + 1];
  const [width, height] = [table.uint(numberBytes), table.uint(numberBytes)];
  if (!isVersion0 || !table.isAtEnd) throw broken('a damaged AVIF grid');
  if (width !== size.width || height !== size.height) throw broken('a damaged AVIF grid');
  const plan = new CopyPlan();
  bytes.keep(plan, 0, bytes.size);
  return { width, height, plan, tiles: { columns, rows } };
}
