import type { Parameter, Reference } from './openapi.js';

/** Under `components`: the headers that change what a request means. */
export const requestHeaders = {
  IfNoneMatch: header(
    'If-None-Match',
    'The `ETag` of what you have: 304 where it is still the same.',
  ),
  IfMatch: header(
    'If-Match',
    'The `ETag` that the resource was read with: 412 where somebody has written it since.',
  ),
  IdempotencyKey: header(
    'Idempotency-Key',
    'A name of your own for this request, such as a UUID: its repeat within a day gets the first answer.',
    255,
  ),
} as const satisfies Readonly<Record<string, Parameter>>;

export function requestHeader(name: keyof typeof requestHeaders): Reference {
  return { $ref: `#/components/parameters/${name}` };
}

function header(name: string, description: string, maxLength?: number): Parameter {
  const limits = maxLength === undefined ? {} : { minLength: 1, maxLength };
  return { name, in: 'header', description, schema: { type: 'string', ...limits } };
}
