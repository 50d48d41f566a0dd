import type { Endpoints } from '../../jsonapi/openapi/api-description.js';
import { refusals } from '../../jsonapi/openapi/error-responses.js';
import { type Operation, signedIn, withoutToken } from '../../jsonapi/openapi/openapi.js';
import { object, ref } from '../../jsonapi/openapi/schema.js';
import { passwordLength } from '../../auth/passwords/password.codec.js';
import { bodyStatuses } from '../media-faults.js';
import { jsonAnswer, jsonBody } from './plain-json.js';

const text = { type: 'string' };
const email = { type: 'string', format: 'email' };
const newPassword = {
  type: 'string',
  minLength: passwordLength.minimum,
  maxLength: passwordLength.maximum,
};
const ofOwner = { id: text, email, name: { type: ['string', 'null'] } };

const requestLetter = (operationId: string, summary: string): Operation => ({
  operationId,
  tags: ['accounts'],
  summary,
  description: 'Answered alike whether there is such an account or not.',
  security: withoutToken,
  requestBody: jsonBody('AddressRequest', { email: 'ada@example.org' }),
  responses: {
    200: jsonAnswer('If there is one, a mail is on its way.', ref('Message')),
    ...refusals(400, 415, 422, 429, ...bodyStatuses, 500),
  },
});

const resetPassword: Operation = {
  operationId: 'resetPassword',
  tags: ['accounts'],
  summary: 'Set a new password with the token from a mail',
  description: 'Ends all sessions of the user, and verifies his address.',
  security: withoutToken,
  requestBody: jsonBody('PasswordReset', { token: 'From the mail', password: 'A new password' }),
  responses: {
    200: jsonAnswer('Log in with it.', ref('AccountOwner')),
    ...refusals(400, 415, 422, ...bodyStatuses, 500),
  },
};

const changePassword: Operation = {
  operationId: 'changePassword',
  tags: ['accounts'],
  summary: 'Change your password',
  description: 'Ends all your sessions; go on with the tokens in the answer.',
  security: signedIn,
  requestBody: jsonBody('PasswordChange', {
    'old-password': 'The old one',
    'new-password': 'A new password',
  }),
  responses: {
    200: jsonAnswer('Of a session that was remembered, both tokens.', ref('ChangedPassword')),
    ...refusals(400, 401, 415, 422, 429, ...bodyStatuses, 500),
  },
};

const verifyEmail: Operation = {
  operationId: 'verifyEmail',
  tags: ['accounts'],
  summary: 'Verify an e-mail address with the token from a mail',
  security: withoutToken,
  requestBody: jsonBody('EmailVerification', { token: 'From the mail' }),
  responses: {
    200: jsonAnswer('`is-verified` is true now.', ref('Message')),
    ...refusals(400, 415, 422, ...bodyStatuses, 500),
  },
};

/** What happens to accounts beside the resource `user`. */
export const accountEndpoints: Endpoints = {
  tag: { name: 'accounts', description: 'Passwords and addresses. Members may stand in `data`.' },
  paths: {
    '/v1/auth/reset-password': {
      post: requestLetter('requestPasswordReset', 'Ask for a mail that sets a new password'),
      patch: resetPassword,
    },
    '/v1/auth/change-password': { post: changePassword },
    '/v1/auth/verify-email': { post: verifyEmail },
    '/v1/auth/resend-verification-email': {
      post: requestLetter('resendVerification', 'Ask for the mail that verifies an address again'),
    },
  },
  schemas: {
    AddressRequest: object({ email }, ['email']),
    PasswordReset: object({ token: text, password: newPassword }, ['token', 'password']),
    PasswordChange: object({ 'old-password': text, 'new-password': newPassword }, [
      'old-password',
      'new-password',
    ]),
    EmailVerification: object({ token: text }, ['token']),
    Message: object({ message: text }, ['message']),
    AccountOwner: object(ofOwner, Object.keys(ofOwner)),
    ChangedPassword: object(
      {
        ...ofOwner,
        'password-changed': { type: 'boolean' },
        access_token: text,
        refresh_token: text,
      },
      [...Object.keys(ofOwner), 'password-changed', 'access_token'],
    ),
  },
};
