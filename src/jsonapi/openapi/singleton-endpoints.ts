import type { ResourceDefinition } from '../resource/resource-definition.js';
import { apiPrefix } from '../response/link-builder.js';
import type { Endpoints } from './api-description.js';
import { namesOf } from './component-names.js';
import { refusals } from './error-responses.js';
import { type Operation, withoutToken } from './openapi.js';
import { fieldsParameter } from './query-parameters.js';
import { requestHeader } from './request-headers.js';
import { answer } from './resource-operations.js';
import { notModified } from './response-headers.js';
import { readSchemas } from './resource-schemas.js';
import { ref } from './schema.js';

/**
 * A resource of which there is one, and which is only read: its collection's path leads to it.
 *
 * @param description of the type, for a person
 */
export function singletonEndpoints(
  definition: ResourceDefinition,
  description: string,
  id: string,
): Endpoints {
  const { many, one } = namesOf(definition);
  const collection = `${apiPrefix}/${definition.path}`;
  const read = (operationId: string): Operation => ({
    operationId,
    tags: [definition.type],
    summary: `Read the ${definition.path}`,
    security: withoutToken,
    parameters: [fieldsParameter(definition), requestHeader('IfNoneMatch')],
    responses: {
      200: answer('The resource.', ref(`${one}Document`)),
      304: notModified,
      ...refusals(400, 401, 406, 500),
    },
  });
  return {
    tag: { name: definition.type, description },
    paths: {
      [collection]: { get: read(`get${many}`) },
      [`${collection}/${id}`]: { get: read(`get${one}`) },
    },
    schemas: readSchemas(definition),
  };
}
