import 'reflect-metadata';
import { endpoints } from '../../src/app.endpoints.js';
import { resources } from '../../src/app.entities.js';
import type { ApiDescription } from '../../src/jsonapi/openapi/api-description.js';
import type { OpenApi, Operation } from '../../src/jsonapi/openapi/openapi.js';
import { ResourceRegistry } from '../../src/jsonapi/resource/resource-registry.js';
import { apiDescription } from '../../src/site/api-document.js';

export const registry = new ResourceRegistry(resources);

/** The house's own API, without a server. */
export function describeApi(): ApiDescription {
  const manifest = { version: '1.2.3', description: 'What it is' };
  return apiDescription(manifest, {
    publicUrl: 'https://events.example.org',
    definitions: registry.definitions,
    endpoints,
    anyoneMayCreate: ({ type }) => type === 'user',
  });
}

export function operationsOf(api: OpenApi): readonly Operation[] {
  return Object.values(api.paths).flatMap((item) => Object.values(item));
}
