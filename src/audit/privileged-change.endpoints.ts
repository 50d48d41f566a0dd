import { PrivilegedChange } from '../auth/audit/privileged-change.entity.js';
import type { Endpoints } from '../jsonapi/openapi/api-description.js';
import { readOnlyEndpoints } from '../jsonapi/openapi/read-only-endpoints.js';
import { definitionOf } from '../jsonapi/resource/define-resource.js';

/** For the description of the API: no registry knows a resource that nobody may make. */
export const privilegedChangeEndpoints: Endpoints = readOnlyEndpoints(
  definitionOf(PrivilegedChange),
  'What was done by a privilege, or to one; for admins.',
);
