import type { ResourceReader } from '../database/resource.reader.js';
import type { RowValues } from '../database/resource.writer.js';
import type { Visibility } from '../database/visibility.js';
import type { Linkage, ResourceIdentifier } from '../jsonapi/document.js';
import { forbidden, relatedNotFound } from '../jsonapi/errors/errors.js';
import type { Fault } from '../jsonapi/errors/fault.js';
import { type Filter, everything } from '../jsonapi/request/filter.js';
import type { ResourceDocument } from '../jsonapi/request/resource-document.js';
import type { RelationshipDefinition } from '../jsonapi/resource/resource-definition.js';
import { ImageCodec } from '../media/image.codec.js';

/** The columns that a document sets; pictures are the media room's, to-many relationships have no column. */
export function rowValuesOf(document: ResourceDocument): RowValues {
  const attributes = [...document.attributes]
    .filter(([{ codec }]) => !(codec instanceof ImageCodec))
    .map(([{ property }, value]) => [property, value] as const);
  const keys = [...document.relationships]
    .filter(([{ cardinality }]) => cardinality === 'one')
    .map(([{ property }, linkage]) => [property, keyOf(linkage)] as const);
  return Object.fromEntries([...attributes, ...keys]);
}

function keyOf(linkage: Linkage): { readonly id: string } | null {
  return linkage === null || !('id' in linkage) ? null : { id: linkage.id };
}

/**
 * Attributes that only some may set. What stands there already may be sent back by anyone: clients send whole
 * documents.
 */
export function guardedFaults(
  document: ResourceDocument,
  current: RowValues | null,
  audience: (name: string) => Filter,
): readonly Fault[] {
  return [...document.attributes]
    .filter(([{ property, writableBy }, value]) => {
      if (writableBy === null || audience(writableBy) === everything) return false;
      return value !== (current === null ? false : current[property]);
    })
    .map(([attribute]) =>
      forbidden(`You may not set "${attribute.name}".`, { pointer: document.pointerTo(attribute) }),
    );
}

/** Every resource that a document refers to must exist for the caller; one statement for each relationship. */
export async function relatedFaults(
  document: ResourceDocument,
  reader: ResourceReader,
  visibility: Visibility,
): Promise<readonly Fault[]> {
  const faults = await Promise.all(
    [...document.relationships].map(([relationship, linkage]) =>
      missingOf(relationship, linkage, { document, reader, visibility }),
    ),
  );
  return faults.flat();
}

interface Lookup {
  readonly document: ResourceDocument;
  readonly reader: ResourceReader;
  readonly visibility: Visibility;
}

async function missingOf(
  relationship: RelationshipDefinition,
  linkage: Linkage,
  { document, reader, visibility }: Lookup,
): Promise<readonly Fault[]> {
  const named = [linkage ?? []].flat() as readonly ResourceIdentifier[];
  if (named.length === 0) return [];
  const ids = named.map(({ id }) => id);
  const known = await reader.visibleIds(relationship.target(), ids, visibility);
  return named.flatMap(({ id, type }, index) => {
    const place = relationship.cardinality === 'many' ? ['data', index, 'id'] : ['data', 'id'];
    return known.has(id)
      ? []
      : [relatedNotFound(document.pointerTo(relationship, ...place), type, id)];
  });
}
