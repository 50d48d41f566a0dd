import type { Endpoints } from '../../jsonapi/openapi/api-description.js';
import { refusals } from '../../jsonapi/openapi/error-responses.js';
import { type Operation, signedIn, withoutToken } from '../../jsonapi/openapi/openapi.js';
import { object, ref } from '../../jsonapi/openapi/schema.js';
import { bodyStatuses } from '../media-faults.js';
import { jsonAnswer, jsonBody } from './plain-json.js';

const tags = ['authentication'];
const text = { type: 'string' };

const open: Operation = {
  operationId: 'logIn',
  tags,
  summary: 'Log in',
  description: 'With `remember-me` the answer has a `refresh_token`, too.',
  security: withoutToken,
  requestBody: jsonBody('Credentials', { email: 'ada@example.org', password: 'A password' }),
  responses: {
    200: jsonAnswer('Send it as `Authorization: Bearer <access_token>`.', ref('IssuedTokens')),
    ...refusals(400, 401, 403, 415, 422, 429, ...bodyStatuses, 500),
  },
};

const asOpenEvent = { summary: 'Log in, as Open Event does' };

const refresh: Operation = {
  operationId: 'refreshToken',
  tags,
  summary: 'Go on with a session',
  description:
    'The refresh token is good once: keep the one in the answer. It may stand in `Authorization`, too.',
  security: withoutToken,
  requestBody: jsonBody('RefreshRequest', {
    refresh_token: 'From the log-in, or the last refresh',
  }),
  responses: {
    200: jsonAnswer('Both tokens are new.', ref('IssuedTokens')),
    ...refusals(400, 401, 415, 422, ...bodyStatuses, 500),
  },
};

const logOut: Operation = {
  operationId: 'logOut',
  tags,
  summary: 'Log out',
  description: 'Its tokens are not good any more from now on. An expired token does, too.',
  security: [...withoutToken, ...signedIn],
  responses: {
    200: jsonAnswer('Also where there was no session.', ref('Success')),
    ...refusals(400, 415, 422, ...bodyStatuses, 500),
  },
};

const logOutEverywhere: Operation = {
  operationId: 'logOutEverywhere',
  tags,
  summary: 'Log out everywhere',
  security: signedIn,
  responses: {
    200: jsonAnswer('All sessions are over, this one included.', ref('Success')),
    ...refusals(401, 500),
  },
};

/** Sessions: logging in, going on, logging out. */
export const sessionEndpoints: Endpoints = {
  tag: { name: 'authentication', description: 'Sessions: logging in, going on, logging out.' },
  paths: {
    '/v1/auth/session': { post: open },
    '/auth/session': { post: { ...open, operationId: 'logInUnversioned', ...asOpenEvent } },
    '/v1/auth/login': { post: { ...open, operationId: 'logInByOtherName', ...asOpenEvent } },
    '/auth/login': {
      post: { ...open, operationId: 'logInByOtherNameUnversioned', ...asOpenEvent },
    },
    '/v1/auth/token/refresh': { post: refresh },
    '/v1/auth/logout': { post: logOut },
    '/v1/auth/logout-everywhere': { post: logOutEverywhere },
    '/v1/auth/blacklist': {
      post: {
        ...logOutEverywhere,
        operationId: 'logOutEverywhereByOtherName',
        summary: 'Log out everywhere, as Open Event does',
      },
    },
  },
  schemas: {
    Credentials: object(
      {
        email: { type: 'string', format: 'email' },
        password: text,
        'remember-me': { type: 'boolean' },
      },
      ['email', 'password'],
    ),
    RefreshRequest: object({ refresh_token: text }, ['refresh_token']),
    IssuedTokens: object({ access_token: text, refresh_token: text }, ['access_token']),
    Success: object({ success: { type: 'boolean' } }, ['success']),
  },
};
