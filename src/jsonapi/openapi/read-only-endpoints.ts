import type { ResourceDefinition } from '../resource/resource-definition.js';
import { apiPrefix } from '../response/link-builder.js';
import type { Endpoints } from './api-description.js';
import { namesOf } from './component-names.js';
import { refusals } from './error-responses.js';
import { type Operation, signedIn } from './openapi.js';
import { resourceParameters } from './query-parameters.js';
import { listOperation, readOperation } from './resource-operations.js';
import { collectionOf, readSchemas } from './resource-schemas.js';
import { arrayOf, ref } from './schema.js';

/**
 * A resource that only the server writes, and that only some may read.
 *
 * @param description of the type, for a person
 */
export function readOnlyEndpoints(definition: ResourceDefinition, description: string): Endpoints {
  const path = `${apiPrefix}/${definition.path}`;
  const { one } = namesOf(definition);
  return {
    tag: { name: definition.type, description },
    paths: {
      [path]: { get: guarded(listOperation({ definition })) },
      [`${path}/{id}`]: { get: guarded(readOperation({ definition })) },
    },
    schemas: { ...readSchemas(definition), [`${one}Collection`]: collectionOf(arrayOf(ref(one))) },
    parameters: resourceParameters(definition),
  };
}

function guarded(operation: Operation): Operation {
  const { responses } = operation;
  return { ...operation, security: signedIn, responses: { ...responses, ...refusals(403) } };
}
