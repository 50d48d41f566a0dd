import type { Endpoints } from '../../jsonapi/openapi/api-description.js';
import { refusals } from '../../jsonapi/openapi/error-responses.js';
import { type Operation, withoutToken } from '../../jsonapi/openapi/openapi.js';
import { bodyStatuses } from '../media-faults.js';
import { object, ref } from '../../jsonapi/openapi/schema.js';

const sample = { email: 'ada@example.org', password: 'A password' };

const open: Operation = {
  operationId: 'logIn',
  tags: ['authentication'],
  summary: 'Log in',
  security: withoutToken,
  requestBody: {
    required: true,
    content: {
      'application/json': {
        schema: ref('Credentials'),
        examples: { sample: { value: sample } },
      },
    },
  },
  responses: {
    200: {
      description: 'Send it as `Authorization: Bearer <access_token>`.',
      content: { 'application/json': { schema: ref('AccessToken') } },
    },
    ...refusals(400, 401, 415, 422, ...bodyStatuses, 500),
  },
};

const asOpenEvent = { summary: 'Log in, as Open Event does' };

/** Logging in. */
export const sessionEndpoints: Endpoints = {
  tag: { name: 'authentication', description: 'Logging in.' },
  paths: {
    '/v1/auth/session': { post: open },
    '/auth/session': { post: { ...open, operationId: 'logInUnversioned', ...asOpenEvent } },
    '/v1/auth/login': { post: { ...open, operationId: 'logInByOtherName', ...asOpenEvent } },
    '/auth/login': {
      post: { ...open, operationId: 'logInByOtherNameUnversioned', ...asOpenEvent },
    },
  },
  schemas: {
    Credentials: object(
      { email: { type: 'string', format: 'email' }, password: { type: 'string' } },
      ['email', 'password'],
    ),
    AccessToken: object({ access_token: { type: 'string' } }, ['access_token']),
  },
};
