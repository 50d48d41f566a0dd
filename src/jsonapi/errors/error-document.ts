import type { ErrorDocument, ErrorObject } from '../document.js';
import type { Fault } from './fault.js';
import { withShortTexts } from './repeated-text.js';

/** The page that lists all codes, below the public URL; each has an anchor there. */
export const errorsPage = '/docs/errors';

/** In bytes: a hundred faults as clients cause them have half of it. */
export const maximumErrorDocument = 65_536;
/** What stands around the errors, rounded up. */
const frame = 64;

/**
 * The body of a refusal; what is said already is not said again, and what does not fit is left out.
 * https://jsonapi.org/format/1.1/#errors
 *
 * @param publicUrl without a slash at its end
 */
export function errorDocument(faults: readonly Fault[], publicUrl: string): ErrorDocument {
  const page = publicUrl + errorsPage;
  const objects = faults.map((fault) => errorObject(withShortTexts(fault), page));
  const errors = new Map(objects.map((error) => [JSON.stringify(error), error]));
  return { jsonapi: { version: '1.1' }, errors: fitting(errors) };
}

/** @param errors by their JSON */
function fitting(errors: ReadonlyMap<string, ErrorObject>): readonly ErrorObject[] {
  const told: ErrorObject[] = [];
  let bytes = frame;
  for (const [json, error] of errors) {
    bytes += Buffer.byteLength(json) + ','.length;
    if (bytes > maximumErrorDocument) break;
    told.push(error);
  }
  return told;
}

function errorObject(
  { status, code, title, detail, source, meta }: Fault,
  page: string,
): ErrorObject {
  return {
    links: { about: `${page}#${code}` },
    status: String(status),
    code,
    title,
    detail,
    ...(source && { source }),
    ...(meta && { meta }),
  };
}

/**
 * The one status of a response whose faults may differ: "the most generally applicable HTTP error code".
 * https://jsonapi.org/format/1.1/#errors-processing
 */
export function statusOf(faults: readonly Fault[]): number {
  const statuses = new Set(faults.map(({ status }) => status));
  const [only] = statuses;
  if (only === undefined) return 500;
  if (statuses.size === 1) return only;
  return [...statuses].some((status) => status >= 500) ? 500 : 400;
}
