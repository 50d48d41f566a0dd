import { invalidParameter } from '../errors/query.errors.js';
import { type Fault, JsonApiError } from '../errors/fault.js';
import type { ResourceDefinition } from '../resource/resource-definition.js';
import { resolveField } from './field-path.js';
import type { SortKey } from './query.js';

const maximumSortKeys = 10;

/**
 * `-starts-at,name,owner.public-name`: https://jsonapi.org/format/1.1/#fetching-sorting
 *
 * @throws JsonApiError naming every key that cannot be sorted by
 */
export function parseSort(text: string, definition: ResourceDefinition): readonly SortKey[] {
  const keys = text.split(',').map((key) => parseKey(key, definition));
  const faults = keys.filter((key): key is Fault => 'code' in key);
  if (keys.length > maximumSortKeys)
    faults.push(fault(`At most ${maximumSortKeys} keys can be sorted by.`));
  if (faults.length > 0) throw new JsonApiError(faults);
  return keys as SortKey[];
}

function parseKey(text: string, definition: ResourceDefinition): SortKey | Fault {
  const descending = text.startsWith('-');
  const field = resolveField(descending ? text.slice(1) : text, definition);
  if ('problem' in field) return fault(`Cannot sort by "${text}": ${field.problem}`);
  if (field.path.some(({ cardinality }) => cardinality === 'many'))
    return fault(`Cannot sort by "${text}": only to-one relationships have one value to sort by.`);
  if (!field.attribute.sortable)
    return fault(`Cannot sort by "${text}": "${field.attribute.name}" has no order.`);
  return { path: field.path, attribute: field.attribute, descending };
}

const fault = (detail: string) => invalidParameter('sort', detail);
