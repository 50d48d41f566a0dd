import type { Endpoints } from '../../jsonapi/openapi/api-description.js';
import { refusals } from '../../jsonapi/openapi/error-responses.js';
import {
  type Content,
  type Operation,
  type Parameter,
  withoutToken,
} from '../../jsonapi/openapi/openapi.js';
import { imageFormats } from '../../media/image-formats.js';
import { type MediaFormat, contentTypeOf, mediaFormats } from '../../media/media-formats.js';

/** Names of the path, in its order. */
const named = (name: string, description: string): Parameter => ({
  name,
  in: 'path',
  required: true,
  description,
  schema: { type: 'string' },
});

function operation(
  { operationId, summary }: Pick<Operation, 'operationId' | 'summary'>,
  formats: readonly MediaFormat[],
  parameters: Parameter[],
): Operation {
  const types = formats.map((format) => [contentTypeOf(format), { schema: {} }]);
  return {
    operationId,
    tags: ['media'],
    summary,
    description:
      'Answers never change and may be kept for a year; ranges and conditions are understood. Renditions are ' +
      'answered as AVIF or WebP to those whose `Accept` names them (`Vary: Accept`); originals are what they are.',
    security: withoutToken,
    parameters: [named('type', 'What the file was sent for, such as `event`.'), ...parameters],
    responses: {
      200: { description: 'The bytes.', content: Object.fromEntries(types) as Content },
      302: { description: 'The bytes are there: `MEDIA_DELIVERY=redirect`.' },
      304: { description: 'You have it.' },
      ...refusals(404, 500),
    },
  };
}

/** Where the URLs in attributes lead. */
export const mediaEndpoints: Endpoints = {
  tag: { name: 'media', description: 'The files themselves. Follow the URLs; never make them.' },
  paths: {
    '/media/{type}/{file}': {
      get: operation(
        { operationId: 'getFile', summary: 'A picture, or another file, which is to be saved' },
        mediaFormats,
        [named('file', '`<uuid>.<extension>`')],
      ),
    },
    '/media/{type}/{picture}/{rendition}': {
      get: operation(
        { operationId: 'getRendition', summary: 'A rendition of a picture' },
        imageFormats,
        [named('picture', '`<uuid>`'), named('rendition', '`<preset>.<extension>`')],
      ),
    },
  },
  schemas: {},
};
