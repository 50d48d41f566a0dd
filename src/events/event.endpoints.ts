import type { Endpoints } from '../jsonapi/openapi/api-description.js';
import { refusals } from '../jsonapi/openapi/error-responses.js';
import { openToAll, signedIn } from '../jsonapi/openapi/openapi.js';
import { parameterReference } from '../jsonapi/openapi/query-parameters.js';
import { requestHeader } from '../jsonapi/openapi/request-headers.js';
import { answer, idOf } from '../jsonapi/openapi/resource-operations.js';
import { entityTag, location, notModified } from '../jsonapi/openapi/response-headers.js';
import { object, ref } from '../jsonapi/openapi/schema.js';
import { definitionOf } from '../jsonapi/resource/define-resource.js';
import { onePart } from '../media/body/upload-parts.js';
import { Event } from './event.entity.js';

const definition = definitionOf(Event);
const tags = ['whole events'];
const zip = 'application/zip';
const archive = { type: 'string', contentMediaType: zip };
const form = object({ [onePart]: archive }, [onePart]);
const imported = answer('The event.', ref('EventDocument'));
const copied = answer('The copy.', ref('EventDocument'));

/** What can be done with an event and all that hangs on it. */
export const eventEndpoints: Endpoints = {
  tag: { name: 'whole events', description: 'An event with all that hangs on it.' },
  paths: {
    '/v1/events/{id}/copy': {
      post: {
        operationId: 'copyEvent',
        tags,
        summary: 'Copy an event with all that hangs on it',
        description:
          'The copy is a draft of whoever makes it, and shows the same pictures. Feedback is not copied.',
        security: signedIn,
        parameters: [
          idOf(definition),
          parameterReference('EventInclude'),
          parameterReference('EventFields'),
          requestHeader('IdempotencyKey'),
        ],
        responses: {
          201: { ...copied, headers: { ...copied.headers, ...location } },
          ...refusals(400, 401, 403, 404, 409, 422, 500),
        },
      },
    },
    '/v1/events/{id}/export': {
      get: {
        operationId: 'exportEvent',
        tags,
        summary: 'An event with all that hangs on it, as an archive',
        description:
          'For those who edit the event. Documents in JSON:API, and the files that they name; nobody’s address.',
        security: signedIn,
        parameters: [idOf(definition)],
        responses: {
          200: { description: 'The archive.', content: { [zip]: { schema: {} } } },
          ...refusals(400, 401, 403, 404, 500, 507),
        },
      },
    },
    '/v1/events/import': {
      post: {
        operationId: 'importEvent',
        tags,
        summary: 'Make an event of its archive',
        description:
          'By itself, or as the part `file` of a form. The event is a draft of whoever brings it in; all of it is made, ' +
          'or nothing. Faults name the file of the archive in `meta.entry`.',
        security: signedIn,
        parameters: [
          parameterReference('EventInclude'),
          parameterReference('EventFields'),
          requestHeader('IdempotencyKey'),
        ],
        requestBody: {
          required: true,
          content: { [zip]: { schema: {} }, 'multipart/form-data': { schema: form } },
        },
        responses: {
          201: { ...imported, headers: { ...imported.headers, ...location } },
          ...refusals(400, 401, 403, 404, 408, 409, 413, 415, 422, 429, 500, 503, 507),
        },
      },
    },
    '/v1/events/{id}/ical': {
      get: {
        operationId: 'readEventCalendar',
        tags,
        summary: 'The schedule of an event as an iCalendar',
        description:
          'The sessions that you may see and that have a time, in UTC; for calendars that subscribe to `ical-url`.',
        security: openToAll,
        parameters: [idOf(definition), requestHeader('IfNoneMatch')],
        responses: {
          200: {
            description: 'The calendar.',
            headers: entityTag,
            content: { 'text/calendar': { schema: { type: 'string' } } },
          },
          304: notModified,
          ...refusals(400, 401, 404, 500, 507),
        },
      },
    },
  },
  schemas: {},
};
