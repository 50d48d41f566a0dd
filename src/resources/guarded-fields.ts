import type { RowValues } from '../database/resource.writer.js';
import { forbidden } from '../jsonapi/errors/request.errors.js';
import type { Fault } from '../jsonapi/errors/fault.js';
import type { ResourceDocument } from '../jsonapi/request/resource-document.js';
import type {
  AttributeDefinition,
  RelationshipDefinition,
  ResourceDefinition,
} from '../jsonapi/resource/resource-definition.js';
import { keyOf } from './resource-values.js';

type Field = AttributeDefinition | RelationshipDefinition;

/** The audiences that guard fields of a resource against writing. */
export function guardsOf({ attributes, relationships }: ResourceDefinition): readonly string[] {
  const fields: readonly Field[] = [...attributes.values(), ...relationships.values()];
  return [...new Set(fields.flatMap(({ writableBy }) => writableBy ?? []))];
}

/**
 * Fields that only some may set. What stands there already may be sent back by anyone: clients send whole
 * documents.
 *
 * @param audiences to which the author belongs
 */
export function guardedFaults(
  document: ResourceDocument,
  current: RowValues | null,
  audiences: ReadonlySet<string>,
): readonly Fault[] {
  const changed: readonly Field[] = [
    ...[...document.attributes]
      .filter(([attribute, value]) => !stays(value, current?.[attribute.property]))
      .map(([attribute]) => attribute),
    ...[...document.relationships]
      .filter(
        ([relationship, linkage]) => keyOf(linkage) !== keyOf(current?.[relationship.property]),
      )
      .map(([relationship]) => relationship),
  ];
  return changed
    .filter(({ writableBy }) => writableBy !== null && !audiences.has(writableBy))
    .map((field) =>
      forbidden(`You may not set "${field.name}".`, { pointer: document.pointerTo(field) }),
    );
}

/** A new row starts with nothing, zero or false. */
function stays(value: unknown, present: unknown): boolean {
  return present === undefined ? !value : value === present;
}
