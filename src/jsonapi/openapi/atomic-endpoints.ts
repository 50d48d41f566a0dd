import { atomicExtension } from '../atomic/operation.js';
import { jsonApiType } from '../request/media-type.js';
import type { ResourceDefinition } from '../resource/resource-definition.js';
import { apiPrefix } from '../response/link-builder.js';
import type { Endpoints } from './api-description.js';
import { atomicSchemas } from './atomic-schemas.js';
import { refusals } from './error-responses.js';
import { openToAll } from './openapi.js';
import { requestHeader } from './request-headers.js';
import { written } from './resource-operations.js';
import { sampleCreation } from './sample-document.js';
import { ref } from './schema.js';

const mediaType = `${jsonApiType};ext="${atomicExtension}"`;

/**
 * Several writes in one request. https://jsonapi.org/ext/atomic/
 *
 * @param statuses with which the writes may be refused, beyond the protocol's
 */
export function atomicEndpoints(
  definitions: readonly ResourceDefinition[],
  statuses: readonly number[],
): Endpoints {
  const request = {
    schema: ref('AtomicRequest'),
    examples: { sample: { value: { 'atomic:operations': sampleOperations(definitions) } } },
  };
  return {
    tag: { name: 'operations', description: 'Several writes at once: all of them, or none.' },
    paths: {
      [`${apiPrefix}/operations`]: {
        post: {
          operationId: 'runOperations',
          tags: ['operations'],
          summary: 'Write several resources',
          description:
            'The Atomic Operations extension. Each operation needs the rights that the same request would need by itself.',
          security: openToAll,
          parameters: [requestHeader('IdempotencyKey')],
          requestBody: { required: true, content: { [mediaType]: request } },
          responses: {
            200: {
              description: 'The results, in the order of the operations.',
              content: { [mediaType]: { schema: ref('AtomicAnswer') } },
            },
            ...refusals(...written, 413, ...statuses),
          },
        },
      },
    },
    schemas: atomicSchemas(definitions),
  };
}

/** Adds a resource and names it for the operations after it. */
function sampleOperations(definitions: readonly ResourceDefinition[]): readonly unknown[] {
  return definitions.slice(0, 1).map((definition) => {
    const { data } = sampleCreation(definition) as { readonly data: object };
    return { op: 'add', data: { ...data, lid: 'first' } };
  });
}
