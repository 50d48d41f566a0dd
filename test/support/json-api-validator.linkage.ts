import type { Path } from '../../src/jsonapi/errors/pointer.js';
import { type Inspection, type Members, isObject } from './json-api-validator.inspection.js';

/** https://jsonapi.org/format/1.1/#document-compound-documents: not more than one for each type and id */
export function inspectUniqueness(inspection: Inspection, document: Members): void {
  const known = new Set<string>();
  const group = (name: string) => [document[name] ?? []].flat() as unknown[];
  group('data').forEach((one, index) => {
    const path = Array.isArray(document['data']) ? ['data', index] : ['data'];
    if (isRepeated(known, one)) inspection.report(path, 'stands in the document twice');
  });
  // Primary data may be identifiers, of which the included resources are the objects.
  if (!group('data').some(isWhole)) known.clear();
  group('included').forEach((one, index) => {
    if (isRepeated(known, one))
      inspection.report(['included', index], 'stands in the document twice');
  });
}

function isRepeated(known: Set<string>, value: unknown): boolean {
  const key = keyOf(value);
  if (key === null) return false;
  const repeated = known.has(key);
  known.add(key);
  return repeated;
}

/** A resource object, not only its identifier. */
function isWhole(value: unknown): boolean {
  return isObject(value) && ['attributes', 'relationships', 'links'].some((name) => name in value);
}

/**
 * "Full linkage": every included resource is reached from the primary data.
 * https://jsonapi.org/format/1.1/#document-compound-documents
 */
export function inspectFullLinkage(inspection: Inspection, document: Members): void {
  if (!Array.isArray(document['included'])) return;
  const included = new Map(
    document['included'].map((one: unknown, index) => [keyOf(one), { one, index }]),
  );
  const reached = new Set<string | null>();
  const primary = [document['data'] ?? []].flat() as unknown[];
  const queue = primary.concat(primary.flatMap(identifiersIn));
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const key = keyOf(next);
    const found = included.get(key);
    if (found === undefined || reached.has(key)) continue;
    reached.add(key);
    queue.push(...identifiersIn(found.one));
  }
  for (const [key, { index }] of included)
    if (!reached.has(key))
      inspection.report(['included', index] as Path, 'is not linked to the primary data');
}

function identifiersIn(resource: unknown): unknown[] {
  if (!isObject(resource) || !isObject(resource['relationships'])) return [];
  return Object.values(resource['relationships']).flatMap((relationship) =>
    isObject(relationship) ? ([relationship['data'] ?? []].flat() as unknown[]) : [],
  );
}

function keyOf(value: unknown): string | null {
  return isObject(value) && typeof value['type'] === 'string' && typeof value['id'] === 'string'
    ? `${value['type']}:${value['id']}`
    : null;
}
