import type { Endpoints } from '../../jsonapi/openapi/api-description.js';
import { refusals } from '../../jsonapi/openapi/error-responses.js';
import { type Operation, type Parameter, withoutToken } from '../../jsonapi/openapi/openapi.js';
import { contentTypes } from '../../media/image-formats.js';

const bytes = Object.fromEntries(Object.values(contentTypes).map((type) => [type, { schema: {} }]));

/** Names of the path, in its order. */
const named = (name: string, description: string): Parameter => ({
  name,
  in: 'path',
  required: true,
  description,
  schema: { type: 'string' },
});

function operation(operationId: string, summary: string, parameters: Parameter[]): Operation {
  return {
    operationId,
    tags: ['media'],
    summary,
    description:
      'Answers never change and may be kept for a year; ranges and conditions are understood.',
    security: withoutToken,
    parameters: [named('type', 'What the picture was sent for, such as `event`.'), ...parameters],
    responses: {
      200: { description: 'The bytes.', content: bytes },
      304: { description: 'You have it.' },
      ...refusals(404, 500),
    },
  };
}

/** Where the URLs in image attributes lead. */
export const mediaEndpoints: Endpoints = {
  tag: { name: 'media', description: 'The pictures themselves. Follow the URLs; never make them.' },
  paths: {
    '/media/{type}/{file}': {
      get: operation('getPicture', 'A picture', [named('file', '`<uuid>.<extension>`')]),
    },
    '/media/{type}/{picture}/{rendition}': {
      get: operation('getRendition', 'A rendition of a picture', [
        named('picture', '`<uuid>`'),
        named('rendition', '`<preset>.<extension>`'),
      ]),
    },
  },
  schemas: {},
};
