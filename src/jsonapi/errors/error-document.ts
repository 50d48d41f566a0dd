import type { ErrorDocument, ErrorObject } from '../document.js';
import type { Fault } from './fault.js';

/** The body of a refusal; what is said already is not said again. https://jsonapi.org/format/1.1/#errors */
export function errorDocument(faults: readonly Fault[]): ErrorDocument {
  const errors = new Map(faults.map(errorObject).map((error) => [JSON.stringify(error), error]));
  return { jsonapi: { version: '1.1' }, errors: [...errors.values()] };
}

function errorObject({ status, code, title, detail, source, meta }: Fault): ErrorObject {
  return {
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
