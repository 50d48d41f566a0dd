import type { Endpoints } from '../../jsonapi/openapi/api-description.js';
import { type Operation, withoutToken } from '../../jsonapi/openapi/openapi.js';
import { type Schema, object, ref } from '../../jsonapi/openapi/schema.js';
import { jsonAnswer } from './plain-json.js';

const probe = (operationId: string, summary: string): Omit<Operation, 'responses'> => ({
  operationId,
  tags: ['health'],
  summary,
  security: withoutToken,
});

/** `database`, `storage`, `image-workers`, `spool` → how it is. */
const partsOf = (...states: readonly string[]): Schema => ({
  type: 'object',
  additionalProperties: object(
    {
      status: { type: 'string', enum: states },
      responseTime: { type: 'integer', description: 'Milliseconds until it answered.' },
      message: { type: 'string' },
    },
    ['status'],
  ),
});

/** For load balancers and orchestrators. */
export const healthEndpoints: Endpoints = {
  tag: { name: 'health', description: 'For load balancers and orchestrators.' },
  paths: {
    '/health/live': {
      get: {
        ...probe('isLive', 'Does the process live?'),
        responses: { 200: jsonAnswer('Yes.', ref('Health')) },
      },
    },
    '/health/ready': {
      get: {
        ...probe(
          'isReady',
          'Can it serve: do the database and the storage answer, and does it stay?',
        ),
        responses: {
          200: jsonAnswer('Yes; when degraded, some pictures are refused.', ref('Readiness')),
          503: jsonAnswer('Not now.', ref('Readiness')),
        },
      },
    },
  },
  schemas: {
    Health: object({ status: { type: 'string', const: 'ok' } }, ['status']),
    Readiness: object(
      {
        status: { type: 'string', enum: ['ok', 'degraded', 'error', 'shutting_down'] },
        details: { ...partsOf('up', 'degraded', 'down'), description: 'All parts.' },
        info: { ...partsOf('up', 'degraded'), description: 'Those that serve.' },
        error: { ...partsOf('down'), description: 'Those that do not.' },
      },
      ['status', 'details'],
    ),
  },
};
