import {
  readAssociations,
  readInfos,
  readLocations,
  readPrimary,
  readReferences,
  type Association,
  type ItemInfo,
  type ItemReference,
} from './avif-tables.js';
import { boxes, readTable, type Box } from './bmff-box.js';
import type { ByteSource } from './byte-source.js';
import type { Extent } from './item-bytes.js';
import { broken, overLimit } from './structure-fault.js';

/** Properties of all items together; a grid's tiles share theirs. */
const maxProperties = 4_096;

/** The tables of an AVIF file's `meta` box. */
export interface AvifMeta {
  readonly primary: number;
  readonly infos: ReadonlyMap<number, ItemInfo>;
  readonly places: ReadonlyMap<number, readonly Extent[]>;
  readonly references: readonly ItemReference[];
  /** Associations name them by their place here, counted from 1. */
  readonly properties: readonly Box[];
  readonly associations: ReadonlyMap<number, readonly Association[]>;
}

/** @throws StructureRefusal where a table is missing, doubled or damaged. ISO/IEC 23008-12, 6.2 */
export async function readMeta(source: ByteSource, meta: Box): Promise<AvifMeta> {
  const children = await readChildren(source, meta);
  const handler = await readTable(source, demand(children, 'hdlr'));
  if (handler.toString('latin1', 8, 12) !== 'pict') throw broken('an AVIF file without pictures');
  const references = children.get('iref');
  return {
    primary: await readPrimary(source, demand(children, 'pitm')),
    infos: await readInfos(source, demand(children, 'iinf')),
    places: await readLocations(source, demand(children, 'iloc'), children.get('idat')),
    references: references === undefined ? [] : await readReferences(source, references),
    ...(await readProperties(source, demand(children, 'iprp'))),
  };
}

async function readChildren(source: ByteSource, meta: Box): Promise<Map<string, Box>> {
  const children = new Map<string, Box>();
  for await (const box of boxes(source, meta.dataStart + 4, meta.end)) {
    if (children.has(box.type) && box.type !== 'free' && box.type !== 'uuid')
      throw broken(`an AVIF file with two boxes ${box.type}`);
    children.set(box.type, box);
  }
  return children;
}

function demand(children: ReadonlyMap<string, Box>, type: string): Box {
  const box = children.get(type);
  if (box === undefined) throw broken(`an AVIF file without a box ${type}`);
  return box;
}

async function readProperties(
  source: ByteSource,
  container: Box,
): Promise<Pick<AvifMeta, 'properties' | 'associations'>> {
  const properties: Box[] = [];
  const associations = new Map<number, readonly Association[]>();
  for await (const box of boxes(source, container.dataStart, container.end)) {
    if (box.type === 'ipco')
      for await (const property of boxes(source, box.dataStart, box.end)) {
        properties.push(property);
        overLimit('too-many-parts', maxProperties, properties.length);
      }
    if (box.type !== 'ipma') continue;
    for (const [item, list] of await readAssociations(source, box)) {
      if (associations.has(item)) throw broken('an AVIF item whose properties are listed twice');
      associations.set(item, list);
    }
  }
  return { properties, associations };
}
