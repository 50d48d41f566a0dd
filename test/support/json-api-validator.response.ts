import jsonApiValidator from 'jsonapi-validator';
import { isObject } from './json-api-validator.inspection.js';
import { violations } from './json-api-validator.js';

/** A response as it came over the wire. */
export interface WireResponse {
  readonly method: string;
  /** As it was requested. */
  readonly url: string;
  readonly status: number;
  readonly contentType: string | null;
  readonly text: string;
}

const mediaType = 'application/vnd.api+json';
const parameters = /^(;(ext|profile)="[^"]+")*$/;
const publicValidator = new jsonApiValidator.Validator();

/**
 * What the standard does not allow of a response, by our own validator and by a public one.
 * Responses that speak another language, such as a picture or a health check, are not judged.
 */
export function responseProblems(response: WireResponse): readonly string[] {
  const { contentType, method, status, text } = response;
  if (text === '' || method === 'HEAD') return emptyProblems(response);
  if (contentType?.startsWith(mediaType) !== true)
    return status >= 400 ? [`an error came as ${contentType}`] : [];
  if (status === 204 || status === 304) return [`${status} came with a body`];
  const suffix = contentType.slice(mediaType.length);
  return [
    ...(parameters.test(suffix) ? [] : [`Content-Type has other parameters: ${contentType}`]),
    ...documentProblems(JSON.parse(text), response, suffix),
  ];
}

function emptyProblems({ contentType, method, status }: WireResponse): readonly string[] {
  if (status < 200 || status === 204 || status === 304 || method === 'HEAD') return [];
  return contentType?.startsWith(mediaType) === true
    ? ['a document was announced and none came']
    : [];
}

function documentProblems(document: unknown, response: WireResponse, suffix: string): string[] {
  const { search } = new URL(response.url, 'http://localhost');
  const ours = violations(document, {
    sparse: [...new URLSearchParams(search).keys()].some((name) => name.startsWith('fields[')),
    namespaces: suffix.includes('https://jsonapi.org/ext/atomic') ? ['atomic'] : [],
  }).map(({ pointer, problem }) => `${pointer} ${problem}`);
  return [...ours, ...kindProblems(document, response), ...publicProblems(document)];
}

/** https://jsonapi.org/format/1.1/#errors: errors in the one, anything but errors in the other */
function kindProblems(document: unknown, { status }: WireResponse): string[] {
  const refused = isObject(document) && 'errors' in document;
  return refused === status >= 400 ? [] : [`${status} came with ${refused ? '' : 'no '}errors`];
}

/**
 * The package knows 1.0 only: what 1.1 added is kept from it, that is members of the jsonapi object, extensions, and
 * links that are null.
 */
function publicProblems(document: unknown): string[] {
  if (!isObject(document) || Object.keys(document).some((name) => name.includes(':'))) return [];
  const known = { ...document, ...('jsonapi' in document && { jsonapi: { version: '1.1' } }) };
  try {
    publicValidator.validate(JSON.parse(JSON.stringify(known, withoutNullLinks)));
    return [];
  } catch (error) {
    const { errors } = error as { errors?: readonly { dataPath: string; message: string }[] };
    return (errors ?? []).map(
      ({ dataPath, message }) => `jsonapi-validator: ${dataPath} ${message}`,
    );
  }
}

function withoutNullLinks(name: string, value: unknown): unknown {
  if (name !== 'links' || !isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([, link]) => link !== null));
}
