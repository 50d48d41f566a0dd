import type { RowValues } from '../database/resource.writer.js';
import { setOnce } from '../jsonapi/errors/document.errors.js';
import type { Fault } from '../jsonapi/errors/fault.js';
import type { ResourceDocument } from '../jsonapi/request/resource-document.js';
import { keyOf } from './resource-values.js';

/**
 * What is set once, such as the event of a track, may be sent back and not changed. Whether what it is to become
 * exists is not looked at, so that nobody learns of it.
 */
export function settledFaults(
  document: ResourceDocument,
  current: RowValues | null,
): readonly Fault[] {
  if (current === null) return [];
  const { attributes, relationships } = document.settled;
  const changed = [
    ...[...attributes]
      .filter(([{ property }, value]) => value !== current[property])
      .map(([attribute]) => attribute),
    ...[...relationships]
      .filter(([{ property }, linkage]) => keyOf(linkage) !== keyOf(current[property]))
      .map(([relationship]) => relationship),
  ];
  return changed.map((field) => setOnce(document.pointerTo(field), field.name));
}
