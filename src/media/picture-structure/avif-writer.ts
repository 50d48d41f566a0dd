import type { AvifItem } from './avif-item.js';
import type { AvifProperty } from './avif-property.js';
import type { AvifSelection } from './avif-selection.js';
import { u16, u32, writeBox, writeFullBox } from './bmff-box.js';
import { CopyPlan } from './copy-plan.js';

/** Profiles of AVIF that a file may claim beside its format. AV1 Image File Format, 8. */
const profiles: readonly string[] = ['MA1B', 'MA1A'];

/**
 * Writes an AVIF file anew around its coded pictures: every box but those is made here, so nothing stays that
 * was not asked for.
 *
 * @param brands that the original claimed
 */
export function writeAvif(selection: AvifSelection, brands: ReadonlySet<string>): CopyPlan {
  const claimed = profiles.filter((profile) => brands.has(profile));
  const names = ['avif', '\0\0\0\0', 'avif', 'mif1', 'miaf', ...claimed];
  const type = writeBox('ftyp', Buffer.from(names.join(''), 'latin1'));
  const measured = writeMeta(selection, 0);
  const content = new CopyPlan();
  for (const plan of distinct(selection.items).values()) content.append(plan);
  const start = type.length + measured.length + 8;
  return new CopyPlan()
    .put(type)
    .put(writeMeta(selection, start))
    .put(Buffer.concat([u32(content.bytes + 8), Buffer.from('mdat')]))
    .append(content);
}

/** @param start where the first item's bytes will stand */
function writeMeta({ items, references }: AvifSelection, start: number): Buffer {
  const ids = new Map(items.map(({ id }, index) => [id, index + 1]));
  const id = (old: number) => ids.get(old) ?? 0;
  const boxes = references.map(({ type, from, to }) =>
    writeBox(type, u16(id(from), to.length, ...to.map(id))),
  );
  const handler = Buffer.from(`\0\0\0\0pict${'\0'.repeat(13)}`, 'latin1');
  return writeFullBox(
    'meta',
    {},
    writeFullBox('hdlr', {}, handler),
    writeFullBox('pitm', {}, u16(1)),
    writePlaces(items, start),
    writeFullBox('iinf', {}, u16(items.length), ...items.map(writeInfo)),
    ...(boxes.length > 0 ? [writeFullBox('iref', {}, ...boxes)] : []),
    writeProperties(items),
  );
}

function writePlaces(items: readonly AvifItem[], start: number): Buffer {
  const starts = new Map<string, number>();
  let position = start;
  for (const [key, { bytes }] of distinct(items)) {
    starts.set(key, position);
    position += bytes;
  }
  const places = items.map(({ plan }, index) =>
    Buffer.concat([u16(index + 1, 0, 1), u32(starts.get(keyOf(plan)) ?? 0, plan.bytes)]),
  );
  return writeFullBox('iloc', {}, u16(0x4400, items.length), ...places);
}

/** Tiles that look the same may share their bytes. */
function distinct(items: readonly AvifItem[]): ReadonlyMap<string, CopyPlan> {
  return new Map(items.map(({ plan }) => [keyOf(plan), plan]));
}

function keyOf({ parts }: CopyPlan): string {
  return parts.map((part) => (part.kind === 'range' ? `${part.start}-${part.end}` : '')).join();
}

function writeInfo({ type, hidden }: AvifItem, index: number): Buffer {
  const flags = hidden ? 1 : 0;
  return writeFullBox('infe', { version: 2, flags }, u16(index + 1, 0), Buffer.from(`${type}\0`));
}

function writeProperties(items: readonly AvifItem[]): Buffer {
  const numbers = new Map<AvifProperty, number>();
  for (const { properties } of items)
    for (const { property } of properties)
      if (!numbers.has(property)) numbers.set(property, numbers.size + 1);
  const lists = items.map(({ properties }, index) =>
    Buffer.concat([
      u16(index + 1),
      Buffer.of(properties.length),
      u16(
        ...properties.map((one) => (numbers.get(one.property) ?? 0) + (one.essential ? 0x8000 : 0)),
      ),
    ]),
  );
  return writeBox(
    'iprp',
    writeBox('ipco', ...[...numbers.keys()].map(({ box }) => box)),
    writeFullBox('ipma', { flags: 1 }, u32(items.length), ...lists),
  );
}
