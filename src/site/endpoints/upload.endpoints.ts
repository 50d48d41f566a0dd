import type { Endpoints } from '../../jsonapi/openapi/api-description.js';
import { refusals } from '../../jsonapi/openapi/error-responses.js';
import { signedIn } from '../../jsonapi/openapi/openapi.js';
import { arrayOf, object, ref, url } from '../../jsonapi/openapi/schema.js';
import { jsonApiType } from '../../jsonapi/request/media-type.js';
import { contentTypes } from '../../media/image-formats.js';
import { smallPicture } from '../../media/attributes/image.codec.js';
import { manyParts, onePart } from '../../media/body/upload-parts.js';
import { pictureStatuses } from '../media-faults.js';

const content = {
  schema: ref('ImageUpload'),
  examples: { sample: { summary: 'Can be sent as it stands', value: { data: smallPicture } } },
};

const file = { type: 'string', contentMediaType: 'application/octet-stream' };

/** A form of one part `file`. */
const oneFile = { schema: object({ [onePart]: file }, [onePart]) };

const pictures = Object.fromEntries(
  Object.values(contentTypes).map((type) => [type, { schema: {} }]),
);

const common = { tags: ['upload'], security: signedIn };

/** Files that are sent before the resource that will show them. */
export const uploadEndpoints: Endpoints = {
  tag: { name: 'upload', description: 'Files, before the resource that will show them.' },
  paths: {
    '/v1/upload/image': {
      post: {
        ...common,
        operationId: 'uploadImage',
        summary: 'Upload a picture',
        description:
          'As a data URI, as the part `file` of a form, or by itself. What is in no attribute after a day is removed.',
        requestBody: {
          required: true,
          content: {
            'application/json': content,
            [jsonApiType]: content,
            'multipart/form-data': oneFile,
            ...pictures,
          },
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
    '/v1/upload/files': {
      post: {
        ...common,
        operationId: 'uploadFiles',
        summary: 'Upload slides, documents, films or pictures',
        description:
          'PDF, PPT, PPTX, ODP, Keynote, MP4, JPEG, PNG, WebP, GIF or AVIF, told by their content. ' +
          'One as the part `file` of a form, or several as `files[]`: then all are kept or none.',
        requestBody: {
          required: true,
          content: {
            'multipart/form-data': {
              schema: {
                anyOf: [oneFile.schema, object({ [manyParts]: arrayOf(file) }, [manyParts])],
              },
            },
          },
        },
        responses: {
          200: {
            description: 'Attributes of yours that hold files take these URLs.',
            content: { 'application/json': { schema: ref('UploadedFiles') } },
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
    UploadedImage: object({ url }, ['url']),
    UploadedFiles: object(
      { url: { anyOf: [url, arrayOf(url)], description: 'A list where `files[]` were sent.' } },
      ['url'],
    ),
  },
};
