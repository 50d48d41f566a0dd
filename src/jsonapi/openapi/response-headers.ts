import type { Header, Headers, Paths, Response } from './openapi.js';
import { url } from './schema.js';

const seconds = { type: 'integer', minimum: 0 };

/** Under `components`: what answers say beside their documents. */
export const responseHeaders: Readonly<Record<string, Header>> = {
  RequestId: {
    description: 'Names the request in the log of the server: your own id, or one that was made.',
    schema: { type: 'string' },
  },
  EntityTag: {
    description: 'For `If-None-Match`, and for `If-Match` where it is the tag of one resource.',
    schema: { type: 'string' },
  },
  Location: { description: 'Equal to `links.self`.', schema: url },
};

/** What faults add, by the name of the header. */
const ofFaults: Readonly<Record<string, Header>> = {
  Allow: { description: 'The methods that would be.', schema: { type: 'string' } },
  'Retry-After': { description: 'Seconds.', schema: seconds },
};

export const entityTag: Headers = { ETag: { $ref: '#/components/headers/EntityTag' } };

export const location: Headers = { Location: { $ref: '#/components/headers/Location' } };

/** The client has it already. https://www.rfc-editor.org/rfc/rfc9110#section-15.4.5 */
export const notModified: Response = { description: 'You have it already.', headers: entityTag };

export function faultHeader(name: string): Header {
  return ofFaults[name] ?? { schema: { type: 'string' } };
}

/** Every answer names its request. */
export function withRequestIds(paths: Paths): Paths {
  return mapped(paths, (item) =>
    mapped(item, (operation) => ({
      ...operation,
      responses: mapped(operation.responses, (response) =>
        '$ref' in response ? response : withRequestId(response),
      ),
    })),
  );
}

export function withRequestId(response: Response): Response {
  const named: Headers = { 'X-Request-Id': { $ref: '#/components/headers/RequestId' } };
  return { ...response, headers: { ...response.headers, ...named } };
}

function mapped<T>(
  record: Readonly<Record<string, T>>,
  change: (value: T) => T,
): Record<string, T> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
}
