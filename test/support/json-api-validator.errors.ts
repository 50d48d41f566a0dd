import type { Path } from '../../src/jsonapi/errors/pointer.js';
import { type Inspection, type Members, isObject } from './json-api-validator.inspection.js';
import { inspectLinks, linkNames } from './json-api-validator.links.js';

const texts = ['id', 'status', 'code', 'title', 'detail'];
const ofError = new Set([...texts, 'links', 'source', 'meta']);
const ofSource = new Set(['pointer', 'parameter', 'header']);

/** https://jsonapi.org/format/1.1/#error-objects */
export function inspectErrors(inspection: Inspection, value: unknown): void {
  if (!Array.isArray(value)) return inspection.report(['errors'], 'must be an array');
  value.forEach((one: unknown, index) => inspectError(inspection, one, ['errors', index]));
}

function inspectError(inspection: Inspection, value: unknown, path: Path): void {
  const error = inspection.object(value, path);
  if (error === null) return;
  inspection.only(error, ofError, path);
  if (![...ofError].some((name) => name in error))
    inspection.report(path, `must contain at least one of: ${[...ofError].join(', ')}`);
  for (const name of texts) if (name in error) inspection.text(error[name], [...path, name]);
  if (typeof error['status'] === 'string' && !/^[1-5]\d\d$/.test(error['status']))
    inspection.report([...path, 'status'], 'must be an HTTP status');
  inspectLinks(inspection, error['links'], {
    allowed: linkNames.error,
    path: [...path, 'links'],
  });
  if ('source' in error) inspectSource(inspection, error, [...path, 'source']);
  inspection.meta(error['meta'], [...path, 'meta']);
}

function inspectSource(inspection: Inspection, error: Members, path: Path): void {
  const source = inspection.object(error['source'], path);
  if (source === null) return;
  inspection.only(source, ofSource, path);
  const named = [...ofSource].filter((name) => name in source);
  if (named.length !== 1) inspection.report(path, 'must name one source');
  for (const name of named) inspection.text(source[name], [...path, name]);
  const { pointer } = source;
  // https://www.rfc-editor.org/rfc/rfc6901#section-3
  if (typeof pointer === 'string' && !/^(\/([^/~]|~[01])*)*$/.test(pointer))
    inspection.report([...path, 'pointer'], 'must be a JSON pointer');
}

/** Whether the document refuses a request. */
export function isErrorDocument(document: unknown): boolean {
  return isObject(document) && 'errors' in document;
}
