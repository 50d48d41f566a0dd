import type { Path } from '../../src/jsonapi/errors/pointer.js';
import { type Inspection, isObject } from './json-api-validator.inspection.js';

const pagination = ['first', 'last', 'prev', 'next'];

/** Which links each kind of object may have. */
export const linkNames = {
  document: new Set(['self', 'related', 'describedby', ...pagination]),
  resource: new Set(['self']),
  relationship: new Set(['self', 'related', ...pagination]),
  error: new Set(['about', 'type']),
} as const;

const linkObject = new Set(['href', 'rel', 'describedby', 'title', 'type', 'hreflang', 'meta']);

/** https://jsonapi.org/format/1.1/#document-links */
export function inspectLinks(
  inspection: Inspection,
  value: unknown,
  { allowed, path }: { readonly allowed: ReadonlySet<string>; readonly path: Path },
): void {
  if (value === undefined) return;
  const links = inspection.object(value, path);
  if (links === null) return;
  inspection.only(links, allowed, path);
  for (const name of inspection.judged(links, path))
    inspectLink(inspection, links[name], [...path, name]);
}

/** A URI-reference, a link object, or null where there is nothing to link to. */
function inspectLink(inspection: Inspection, value: unknown, path: Path): void {
  if (value === null) return;
  if (typeof value === 'string') return inspectReference(inspection, value, path);
  if (!isObject(value)) return inspection.report(path, 'must be a string, a link object or null');
  inspection.only(value, linkObject, path);
  if (inspection.text(value['href'], [...path, 'href']))
    inspectReference(inspection, value['href'], [...path, 'href']);
  for (const name of ['rel', 'title', 'type'])
    if (name in value) inspection.text(value[name], [...path, name]);
  for (const language of [value['hreflang'] ?? []].flat() as unknown[])
    inspection.text(language, [...path, 'hreflang']);
  if ('describedby' in value)
    inspectLink(inspection, value['describedby'], [...path, 'describedby']);
  inspection.meta(value['meta'], [...path, 'meta']);
}

/** https://www.rfc-editor.org/rfc/rfc3986#section-4.1; brackets stand for themselves in IP literals only */
const reference = /^(?:[\w.~:/?#@!$&'()*+,;=-]|%[\da-f]{2})+$/i;
const literalHost = /^([a-z][a-z\d+.-]*:)?\/\/([^/?#@]*@)?\[[\da-f:.]+\]/i;

function inspectReference(inspection: Inspection, text: string, path: Path): void {
  if (!reference.test(text.replace(literalHost, '//host')))
    inspection.report(path, 'must be a URI reference of RFC 3986');
}

/** https://jsonapi.org/format/1.1/#document-jsonapi-object */
export function inspectJsonApi(inspection: Inspection, value: unknown): void {
  if (value === undefined) return;
  const member = inspection.object(value, ['jsonapi']);
  if (member === null) return;
  inspection.only(member, new Set(['version', 'ext', 'profile', 'meta']), ['jsonapi']);
  if ('version' in member) inspection.text(member['version'], ['jsonapi', 'version']);
  inspection.meta(member['meta'], ['jsonapi', 'meta']);
  for (const name of ['ext', 'profile'])
    if (name in member) inspectUris(inspection, member[name], ['jsonapi', name]);
}

function inspectUris(inspection: Inspection, value: unknown, path: Path): void {
  if (!Array.isArray(value)) return inspection.report(path, 'must be an array of URIs');
  value.forEach((uri: unknown, index) => {
    if (typeof uri !== 'string' || !/^[a-z][a-z\d+.-]*:./i.test(uri) || !reference.test(uri))
      inspection.report([...path, index], 'must be a URI');
  });
  if (new Set(value).size < value.length) inspection.report(path, 'must name each URI once');
}
