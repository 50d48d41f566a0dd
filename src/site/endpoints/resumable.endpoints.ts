import type { Endpoints } from '../../jsonapi/openapi/api-description.js';
import { refusals } from '../../jsonapi/openapi/error-responses.js';
import {
  type Headers,
  type Operation,
  type Parameter,
  signedIn,
  withoutToken,
} from '../../jsonapi/openapi/openapi.js';
import { object, ref, url } from '../../jsonapi/openapi/schema.js';
import { tusBodyType, tusVersion } from '../../media/tus/tus-headers.js';
import { pictureStatuses } from '../media-faults.js';

const count = { type: 'integer', minimum: 0 };
const text = { type: 'string' };

const header = (name: string, schema: object, description: string, required = true): Parameter => ({
  name,
  in: 'header',
  required,
  description,
  schema: { ...schema },
});

const version = header('Tus-Resumable', { const: tusVersion }, 'The version of the protocol.');
const offset = header('Upload-Offset', count, 'How many bytes came before these.');
const length = header('Upload-Length', count, 'Bytes of the whole file.');
const said = header(
  'Upload-Metadata',
  text,
  'Names, each with a value in base64: `filename` and `filetype` are looked at.',
  false,
);
const meant = header(
  'X-HTTP-Method-Override',
  { enum: ['PATCH', 'HEAD', 'DELETE'] },
  'What the POST stands for.',
);

const id: Parameter = {
  name: 'id',
  in: 'path',
  required: true,
  description: 'From the `Location` of the upload.',
  schema: { type: 'string', format: 'uuid' },
};

const location: Headers = { Location: { description: 'Of the upload.', schema: url } };
const place: Headers = {
  'Upload-Offset': { description: 'How many bytes are there.', schema: count },
  'Upload-Expires': { description: 'When it is removed if it is not whole.', schema: text },
  'File-Location': { description: 'Of the file, when it is whole.', schema: url },
};
const facts: Headers = {
  'Upload-Length': { description: 'Bytes of the whole file.', schema: count },
  'Upload-Metadata': { description: 'As they were sent.', schema: text },
};
const abilities: Headers = {
  Allow: { schema: text },
  'Tus-Version': { schema: { const: tusVersion } },
  'Tus-Extension': { schema: text },
  'Tus-Max-Size': { description: 'Bytes of a file, at most.', schema: count },
};

const common = { tags: ['resumable'], security: signedIn };

const requestBody = {
  required: true,
  content: { [tusBodyType]: { schema: {} } },
} as const;

const options = (operationId: string): Operation => ({
  tags: ['resumable'],
  security: withoutToken,
  operationId,
  summary: 'What the protocol can do here',
  responses: { 204: { description: 'In headers.', headers: abilities }, ...refusals(500) },
});

const stored = { description: 'So much is there.', headers: place };
const ended = { description: 'It is gone.' };
const sending = refusals(400, 401, 404, 409, 412, 415, 422, 423, ...pictureStatuses, 500);

/** Files that arrive over several requests. https://tus.io/protocols/resumable-upload */
export const resumableEndpoints: Endpoints = {
  tag: { name: 'resumable', description: 'Large files over bad lines, by the tus protocol.' },
  paths: {
    '/v1/upload/tus': {
      options: options('describeResumableUploads'),
      post: {
        ...common,
        operationId: 'beginResumableUpload',
        summary: 'Begin a resumable upload',
        description:
          'By the tus protocol, version 1.0.0, for which there are clients in every language. The first bytes, or all, ' +
          `may come along as \`${tusBodyType}\`.`,
        parameters: [version, length, said],
        responses: {
          201: {
            description: 'It has begun; with a body where it is whole already.',
            headers: { ...location, ...place },
            content: { 'application/json': { schema: ref('ResumedFile') } },
          },
          ...refusals(400, 401, 412, 415, 422, ...pictureStatuses, 500),
        },
      },
    },
    '/v1/upload/tus/{id}': {
      options: options('describeResumableUpload'),
      head: {
        ...common,
        operationId: 'findResumableUpload',
        summary: 'Ask where a resumable upload goes on',
        parameters: [id, version],
        responses: {
          200: { description: 'So much is there.', headers: { ...place, ...facts } },
          ...refusals(401, 404, 412, 423, 500, 503),
        },
      },
      patch: {
        ...common,
        operationId: 'resumeUpload',
        summary: 'Send more of a resumable upload',
        parameters: [id, version, offset],
        requestBody,
        responses: { 204: stored, ...sending },
      },
      delete: {
        ...common,
        operationId: 'endResumableUpload',
        summary: 'End a resumable upload',
        description: 'A file that it became already stays, as any upload does.',
        parameters: [id, version],
        responses: { 204: ended, ...refusals(401, 404, 412, 423, 500, 503) },
      },
      post: {
        ...common,
        operationId: 'overrideResumableUpload',
        summary: 'PATCH, HEAD or DELETE where a proxy lets through POST alone',
        parameters: [id, version, meant],
        responses: {
          200: { description: 'As HEAD.', headers: { ...place, ...facts } },
          204: stored,
          ...sending,
        },
      },
    },
  },
  schemas: { ResumedFile: object({ url }, ['url']) },
};
