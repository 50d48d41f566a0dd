import type { RowValues } from '../database/resource.writer.js';
import { restoreFirst } from '../jsonapi/errors/data.errors.js';
import { JsonApiError } from '../jsonapi/errors/fault.js';
import type { ResourceDocument } from '../jsonapi/request/resource-document.js';
import type { ResourceDefinition } from '../jsonapi/resource/resource-definition.js';

export function isDeleted({ deletion }: ResourceDefinition, row: object): boolean {
  return deletion !== null && (row as RowValues)[deletion.property] !== null;
}

/**
 * A deleted row takes no change but its restore, and whatever the same document changes with it: such as a name
 * that somebody else has by now.
 *
 * @throws JsonApiError 409
 */
export function requireRestore(document: ResourceDocument): void {
  const { deletion, type } = document.definition;
  if (deletion === null || document.has(deletion)) return;
  throw new JsonApiError(restoreFirst(document.pointerTo(deletion), type, deletion.name));
}
