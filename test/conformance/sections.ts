import type { Section } from './clause.js';
import { creating } from './sections/creating.js';
import { deleting } from './sections/deleting.js';
import { documents } from './sections/documents.js';
import { errors } from './sections/errors.js';
import { fetching } from './sections/fetching.js';
import { fieldsets } from './sections/fieldsets.js';
import { filtering } from './sections/filtering.js';
import { includes } from './sections/includes.js';
import { negotiation } from './sections/negotiation.js';
import { pagination } from './sections/pagination.js';
import { queryParameters } from './sections/query-parameters.js';
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
  creating,
  updating,
  deleting,
  queryParameters,
  errors,
];
