import type { Filter } from '../jsonapi/request/filter.js';
import type { ResourceDefinition } from '../jsonapi/resource/resource-definition.js';

/** What one caller may see, as conditions on rows: they become part of every statement. */
export interface Visibility {
  /** Rows that the caller may know of. */
  rows(definition: ResourceDefinition): Filter;
  /** Rows of which the caller belongs to the audience of a guarded attribute. */
  audience(definition: ResourceDefinition, name: string): Filter;
}
