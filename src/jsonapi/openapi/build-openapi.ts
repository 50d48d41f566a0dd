import type { ResourceDefinition } from '../resource/resource-definition.js';
import type { ResourceRegistry } from '../resource/resource-registry.js';
import type { ApiDescription } from './api-description.js';
import { words } from './component-names.js';
import { documentSchemas } from './document-schemas.js';
import { errorResponses } from './error-responses.js';
import { type OpenApi, bearer } from './openapi.js';
import { protocolFaults } from './protocol-faults.js';
import { pageParameters, resourceParameters, trashedParameter } from './query-parameters.js';
import { requestHeaders } from './request-headers.js';
import { resourcePaths } from './resource-paths.js';
import { anyResourceSchema, resourceSchemas } from './resource-schemas.js';
import { responseHeaders, withRequestIds } from './response-headers.js';
import { type Schema, merged } from './schema.js';

/**
 * Declarations → OpenAPI 3.1. https://spec.openapis.org/oas/v3.1.1
 *
 * @throws Error where two components would carry one name
 */
export function buildOpenApi(
  { definitions }: ResourceRegistry,
  description: ApiDescription,
): OpenApi {
  const { endpoints, title, version } = description;
  return {
    openapi: '3.1.1',
    info: { title, version, description: description.description },
    // Relative: it holds under whatever name the server is reached.
    servers: [{ url: '/' }],
    tags: [...definitions.map(tagOf), ...endpoints.map(({ tag }) => tag)],
    paths: withRequestIds(
      merged([
        ...definitions.map((definition) =>
          resourcePaths({ definition, facts: description.facts(definition) }),
        ),
        ...endpoints.map(({ paths }) => paths),
      ]),
    ),
    components: components(definitions, description),
  };
}

function components(
  definitions: readonly ResourceDefinition[],
  { endpoints, faults, publicUrl }: ApiDescription,
): OpenApi['components'] {
  return {
    schemas: merged([
      ...definitions.map(resourceSchemas),
      anyResourceSchema(definitions),
      documentSchemas,
      ...endpoints.map(({ schemas }) => schemas),
    ]),
    parameters: merged([
      ...definitions.map(resourceParameters),
      pageParameters,
      trashedParameter,
      requestHeaders,
      ...endpoints.map(({ parameters }) => parameters ?? {}),
    ]),
    responses: errorResponses([...protocolFaults, ...faults], publicUrl),
    headers: responseHeaders,
    securitySchemes: { [bearer]: token },
  };
}

const token: Schema = {
  type: 'http',
  scheme: 'bearer',
  bearerFormat: 'JWT',
  description: 'The `access_token` that POST /v1/auth/session answers with.',
};

function tagOf({ path, type }: ResourceDefinition) {
  return { name: type, description: `Resources of type \`${type}\`: ${words(path)}.` };
}
