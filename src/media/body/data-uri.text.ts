import { JsonApiError } from '../../jsonapi/errors/fault.js';
import type { BodyChunk } from './body-chunk.js';
import { malformedJson } from './body.errors.js';
import { plainUntil, requirePrintable } from './json-printable.js';
import { JsonEscape } from './json-escape.js';

const quote = 0x22;
const backslash = 0x5c;
const carriageReturn = 0x0d;
const lineFeed = 0x0a;

const firstPrintable = 0x20;
const lastAscii = 0x7f;

/** Stands for every escaped character that is no printable ASCII: none is base64, whichever it is. */
const unprintable = 0xff;

/** The rest of a data URI's string: its characters as the sender meant them, one a byte, line breaks left out. */
export class DataUriText {
  /** Index after what the last `read` took. */
  next = 0;
  ended = false;
  #escape: JsonEscape | null = null;
  #unescaped = Buffer.alloc(0);

  /**
   * @returns the characters up to the closing quote or the end of the chunk, valid until the next call
   * @throws JsonApiError 400 at an escape that JSON does not know; at a raw control character only where it
   *   looks at every byte, which base64 makes needless
   */
  read(chunk: BodyChunk, from: number): Buffer {
    const { bytes } = chunk;
    const closing = bytes.indexOf(quote, from);
    const plain = bytes.subarray(from, closing === -1 ? bytes.length : closing);
    if (this.#escape !== null || plain.includes(backslash)) return this.#unescape(chunk, from);
    this.ended = closing !== -1;
    this.next = this.ended ? closing + 1 : bytes.length;
    return plain;
  }

  /**
   * Reads on without anybody who wants the characters.
   *
   * @throws JsonApiError 400 at an escape that JSON does not know, or a raw control character
   */
  pass({ bytes, offset }: BodyChunk, from: number): void {
    let at = from;
    while (at < bytes.length && !this.ended) {
      if (this.#escape === null) at = plainUntil(bytes, at);
      if (at < bytes.length) this.#special(bytes[at] as number, offset + at);
      at += 1;
    }
    this.next = Math.min(at, bytes.length);
  }

  #unescape({ bytes, offset }: BodyChunk, from: number): Buffer {
    if (this.#unescaped.length < bytes.length) this.#unescaped = Buffer.allocUnsafe(bytes.length);
    const unescaped = this.#unescaped;
    let length = 0;
    let at = from;
    while (at < bytes.length && !this.ended) {
      // Byte by byte: the runs between escapes are too short for a native copy to pay.
      const special = this.#escape === null ? plainUntil(bytes, at) : at;
      while (at < special) unescaped[length++] = bytes[at++] as number;
      if (at === bytes.length) break;
      const character = this.#special(bytes[at] as number, offset + at);
      if (character !== null) unescaped[length++] = character;
      at += 1;
    }
    this.next = at;
    return unescaped.subarray(0, length);
  }

  /** @returns null where the byte gives no character of the data */
  #special(byte: number, at: number): number | null {
    if (this.#escape !== null) return this.#escaped(this.#escape, byte, at);
    requirePrintable(byte, at);
    if (byte === quote) this.ended = true;
    else this.#escape = new JsonEscape();
    return null;
  }

  #escaped(escape: JsonEscape, byte: number, at: number): number | null {
    const unit = escape.push(byte);
    if (unit === 'wrong') throw new JsonApiError(malformedJson('no such escape in a string', at));
    if (unit === 'more') return null;
    this.#escape = null;
    if (unit === carriageReturn || unit === lineFeed) return null;
    return unit < firstPrintable || unit > lastAscii ? unprintable : unit;
  }
}
