import { type Section, ofWritableTypes } from './clause.js';
import { creating } from './sections/creating.js';
import { deleting } from './sections/deleting.js';
import { cursors } from './sections/cursors.js';
import { documents } from './sections/documents.js';
import { errors } from './sections/errors.js';
import { fetching } from './sections/fetching.js';
import { fieldsets } from './sections/fieldsets.js';
import { filtering } from './sections/filtering.js';
import { includes } from './sections/includes.js';
import { methods } from './sections/methods.js';
import { negotiation } from './sections/negotiation.js';
import { pagination } from './sections/pagination.js';
import { queryParameters } from './sections/query-parameters.js';
import { relationships } from './sections/relationships.js';
import { sorting } from './sections/sorting.js';
import { updating } from './sections/updating.js';

/** The standard, in its own order. */
export const sections: readonly Section[] = [
  negotiation,
  documents,
  fetching,
  includes,
  fieldsets,
  sorting,
  pagination,
  filtering,
  ofWritableTypes(creating),
  ofWritableTypes(updating),
  relationships,
  ofWritableTypes(deleting),
  queryParameters,
  errors,
  methods,
  cursors,
];
