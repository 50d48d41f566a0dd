import type { Endpoints } from '../../jsonapi/openapi/api-description.js';
import { singletonEndpoints } from '../../jsonapi/openapi/singleton-endpoints.js';
import { definitionOf } from '../../jsonapi/resource/define-resource.js';
import { Setting } from './setting.js';

/** For the description of the API: no registry knows a resource without a table. */
export const settingEndpoints: Endpoints = singletonEndpoints(
  definitionOf(Setting),
  'What the server enforces.',
  '1',
);
