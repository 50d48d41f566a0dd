import type { Linkage, ResourceIdentifier } from '../document.js';
import { invalidDocument, typeMismatch } from '../errors/document.errors.js';
import { relatedNotFound } from '../errors/data.errors.js';
import type { Fault } from '../errors/fault.js';
import { type Path, nearestPointer } from '../errors/pointer.js';
import { isId } from '../resource/codecs.js';
import type { RelationshipDefinition } from '../resource/resource-definition.js';
import type { DocumentOrigin } from './resource-document.js';

export type ParsedLinkage = { readonly linkage: Linkage } | { readonly faults: readonly Fault[] };

/**
 * The `data` of a relationship object.
 * https://jsonapi.org/format/1.1/#document-resource-object-linkage
 *
 * @param origin its path leads to the `data` member
 */
export function parseLinkage(
  data: unknown,
  relationship: RelationshipDefinition,
  origin: DocumentOrigin,
): ParsedLinkage {
  if (relationship.cardinality === 'one')
    return data === null ? { linkage: null } : identifier(data, relationship, origin);
  if (!Array.isArray(data))
    return refuse(origin, [], 'A to-many relationship takes an array of resource identifiers.');
  const parsed = data.map((one, index) =>
    identifier(one, relationship, { ...origin, path: [...origin.path, index] }),
  );
  const faults = parsed.flatMap((one) => ('faults' in one ? one.faults : []));
  if (faults.length > 0) return { faults };
  return {
    linkage: parsed.flatMap((one) => ('linkage' in one ? [one.linkage] : [])),
  };
}

function identifier(
  data: unknown,
  relationship: RelationshipDefinition,
  origin: DocumentOrigin,
): { readonly linkage: ResourceIdentifier } | { readonly faults: readonly Fault[] } {
  if (typeof data !== 'object' || data === null || Array.isArray(data))
    return refuse(origin, [], 'A resource identifier is an object with "type" and "id".');
  const { id, lid, type } = data as Readonly<Record<string, unknown>>;
  const expected = relationship.target().type;
  if (typeof type !== 'string')
    return refuse(origin, ['type'], 'A resource identifier needs a "type".');
  if (id === undefined && typeof lid === 'string' && type === expected)
    return origin.lids?.knows(type, lid) === true
      ? { linkage: { type, id: '', lid } }
      : refuse(origin, ['lid'], 'Nothing in this request adds a resource with this lid.');
  if (typeof id !== 'string')
    return refuse(origin, ['id'], 'A resource identifier needs an "id", a string.');
  if (type !== expected)
    return { faults: [typeMismatch(pointer(origin, ['type']), expected, type)] };
  if (!isId(id)) return { faults: [relatedNotFound(pointer(origin, ['id']), type, id)] };
  return { linkage: { type, id } };
}

function refuse(
  origin: DocumentOrigin,
  path: Path,
  detail: string,
): { readonly faults: readonly Fault[] } {
  return { faults: [invalidDocument(pointer(origin, path), detail)] };
}

function pointer(origin: DocumentOrigin, path: Path): string {
  return nearestPointer(origin.body, [...origin.path, ...path]);
}
