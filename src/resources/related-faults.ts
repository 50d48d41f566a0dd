import type { RowValues } from '../database/resource.writer.js';
import type { Linkage, ResourceIdentifier } from '../jsonapi/document.js';
import { invalidValue } from '../jsonapi/errors/document.errors.js';
import { relatedNotFound } from '../jsonapi/errors/data.errors.js';
import type { Fault } from '../jsonapi/errors/fault.js';
import { equals, everything } from '../jsonapi/request/filter.js';
import type { ResourceDocument } from '../jsonapi/request/resource-document.js';
import type { RelationshipDefinition } from '../jsonapi/resource/resource-definition.js';
import { keyOf } from './resource-values.js';
import type { WriteUnit } from './write-unit.js';

/** What a write would relate a row to. */
export interface Relating {
  readonly relationship: RelationshipDefinition;
  readonly linkage: Linkage;
  /** The row as it would become, as far as its keys go. */
  readonly row: RowValues;
  /** Leads to the id of the identifier; the only one has no index. */
  readonly pointerTo: (index: number | null) => string;
}

/** Every resource that a document refers to must exist for the caller. */
export async function relatedFaults(
  unit: WriteUnit,
  document: ResourceDocument,
  row: RowValues,
): Promise<readonly Fault[]> {
  const faults = [...document.relationships].map(([relationship, linkage]) =>
    missingFaults(unit, {
      relationship,
      linkage,
      row,
      pointerTo: (index) =>
        document.pointerTo(relationship, 'data', ...(index === null ? [] : [index]), 'id'),
    }),
  );
  return (await Promise.all(faults)).flat();
}

/** One statement, however many resources are named. */
export async function missingFaults(
  { access, caller, reader }: WriteUnit,
  { linkage, pointerTo, relationship, row }: Relating,
): Promise<readonly Fault[]> {
  const named = identifiersIn(linkage);
  if (named.length === 0) return [];
  const { cardinality, name, within } = relationship;
  const known = await reader.judgeAll(
    relationship.target(),
    { ids: named.map(({ id }) => id), visibility: access.visibilityFor(caller) },
    within === null ? everything : equals(within, keyOf(row[within])),
  );
  return named.flatMap(({ id, type }, index) => {
    const pointer = pointerTo(cardinality === 'many' ? index : null);
    if (!known.has(id)) return [relatedNotFound(pointer, type, id)];
    const agrees = known.get(id) === true;
    return agrees ? [] : [invalidValue(pointer, `"${name}" must be of the same ${within}.`)];
  });
}

export function identifiersIn(linkage: Linkage): readonly ResourceIdentifier[] {
  return [linkage ?? []].flat() as readonly ResourceIdentifier[];
}
