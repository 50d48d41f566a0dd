import type { Endpoints } from '../../jsonapi/openapi/api-description.js';
import { type Operation, withoutToken } from '../../jsonapi/openapi/openapi.js';
import { object, ref } from '../../jsonapi/openapi/schema.js';

const health = (description: string) => ({
  description,
  content: { 'application/json': { schema: ref('Health') } },
});

const probe = (operationId: string, summary: string): Operation => ({
  operationId,
  tags: ['health'],
  summary,
  security: withoutToken,
  responses: { 200: health('Yes.') },
});

const ready = probe(
  'isReady',
  'Can it serve: do the database and the storage answer, and does it stay?',
);

/** For load balancers and orchestrators. */
export const healthEndpoints: Endpoints = {
  tag: { name: 'health', description: 'For load balancers and orchestrators.' },
  paths: {
    '/health/live': { get: probe('isLive', 'Does the process live?') },
    '/health/ready': {
      get: { ...ready, responses: { ...ready.responses, 503: health('Not now.') } },
    },
  },
  schemas: {
    Health: object(
      {
        status: { type: 'string', enum: ['ok', 'error', 'shutting_down'] },
        details: { type: 'object', additionalProperties: object({ status: { type: 'string' } }) },
      },
      ['status'],
    ),
  },
};
