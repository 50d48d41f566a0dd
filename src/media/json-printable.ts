import { JsonApiError } from '../jsonapi/errors/fault.js';
import { malformedJson } from './body.errors.js';

const firstPrintable = 0x20;

/**
 * https://www.rfc-editor.org/rfc/rfc8259#section-7: "the control characters" MUST be escaped
 *
 * @param at of the byte in the body
 * @throws JsonApiError 400 where JSON wants an escape
 */
export function requirePrintable(byte: number, at: number): void {
  if (byte < firstPrintable)
    throw new JsonApiError(malformedJson('a control character in a string', at));
}
