import { invalidParameter } from '../errors/query.errors.js';
import type { Fault } from '../errors/fault.js';
import { JsonApiError } from '../errors/fault.js';
import type { ResourceDefinition } from '../resource/resource-definition.js';

/**
 * The value of one `fields[type]`; an empty one asks for no fields at all.
 * https://jsonapi.org/format/1.1/#fetching-sparse-fieldsets
 *
 * @throws JsonApiError naming every field that the type does not have
 */
export function parseFields(text: string, definition: ResourceDefinition): ReadonlySet<string> {
  const names = text === '' ? [] : text.split(',');
  const faults = names.filter((name) => !isReadable(name, definition)).map((name) => unknown(name));
  if (faults.length > 0) throw new JsonApiError(faults);
  return new Set(names);

  function unknown(name: string): Fault {
    const detail = `${definition.type} has no field "${name}".`;
    return invalidParameter(`fields[${definition.type}]`, detail);
  }
}

function isReadable(name: string, { attributes, relationships }: ResourceDefinition): boolean {
  return attributes.get(name)?.writeOnly === false || relationships.has(name);
}
