import { JsonApiError } from '../../jsonapi/errors/fault.js';
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

const quote = 0x22;
const backslash = 0x5c;

/** 1 for each byte that stands for itself in a JSON string, 0 for quote, backslash and controls. */
const plain = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= firstPrintable && byte !== quote && byte !== backslash ? 1 : 0,
);

/** @returns index of the first byte from `from` on that does not stand for itself, or of the end */
export function plainUntil(bytes: Buffer, from: number): number {
  let at = from;
  while (at < bytes.length && plain[bytes[at] as number] === 1) at += 1;
  return at;
}
