import type { Endpoints } from '../jsonapi/openapi/api-description.js';
import { withoutToken } from '../jsonapi/openapi/openapi.js';

/** For those who watch over servers. */
export const metricsEndpoints: Endpoints = {
  tag: { name: 'metrics', description: 'For those who watch over servers.' },
  paths: {
    '/metrics': {
      get: {
        operationId: 'readMetrics',
        tags: ['metrics'],
        summary: 'What Prometheus wants to know; METRICS_TOKEN as a bearer token where that is set',
        security: withoutToken,
        responses: {
          200: {
            description: 'The text format of Prometheus, 0.0.4.',
            content: { 'text/plain': { schema: { type: 'string' } } },
          },
        },
      },
    },
  },
  schemas: {},
};
