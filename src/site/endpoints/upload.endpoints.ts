import type { Endpoints } from '../../jsonapi/openapi/api-description.js';
import { refusals } from '../../jsonapi/openapi/error-responses.js';
import { signedIn } from '../../jsonapi/openapi/openapi.js';
import { object, ref } from '../../jsonapi/openapi/schema.js';
import { jsonApiType } from '../../jsonapi/request/media-type.js';
import { smallPicture } from '../../media/image.codec.js';
import { pictureStatuses } from '../media-faults.js';

const content = {
  schema: ref('ImageUpload'),
  examples: { sample: { summary: 'Can be sent as it stands', value: { data: smallPicture } } },
};

/** Pictures that are sent before the resource that will show them. */
export const uploadEndpoints: Endpoints = {
  tag: { name: 'upload', description: 'Pictures, before the resource that will show them.' },
  paths: {
    '/v1/upload/image': {
      post: {
        operationId: 'uploadImage',
        tags: ['upload'],
        summary: 'Upload a picture',
        description: 'What is in no image attribute after a day is removed.',
        security: signedIn,
        requestBody: {
          required: true,
          content: { 'application/json': content, [jsonApiType]: content },
        },
        responses: {
          200: {
            description: 'An image attribute of yours takes this URL.',
            content: { 'application/json': { schema: ref('UploadedImage') } },
          },
          ...refusals(400, 401, 415, 422, ...pictureStatuses, 500),
        },
      },
    },
  },
  schemas: {
    ImageUpload: object(
      { data: { type: 'string', description: 'A data URI: `data:image/...;base64,...`.' } },
      ['data'],
    ),
    UploadedImage: object({ url: { type: 'string', format: 'uri' } }, ['url']),
  },
};
