import { JsonApiError } from '../../jsonapi/errors/fault.js';
import type { BodyChunk } from './body-chunk.js';
import { malformedJson } from './body.errors.js';
import { DataUriHead } from './data-uri.head.js';
import { plainUntil, requirePrintable } from './json-printable.js';
import { JsonEscape } from './json-escape.js';

const quote = 0x22;
const backslash = 0x5c;

/** A string of the text, which chunks may cut anywhere. https://www.rfc-editor.org/rfc/rfc8259#section-7 */
export class JsonStringScan {
  ended = false;
  #escape: JsonEscape | null = null;
  /** Only as long as the string may still become a data URI. */
  #head: DataUriHead | null;
  #beginsDataUri = false;
  #label: string | null = null;

  constructor(
    /** Of the opening quote, in the text. */
    readonly start: number,
    readonly isName: boolean,
  ) {
    this.#head = isName ? null : new DataUriHead();
  }

  /** True after the one `scan` that found it out. */
  get beginsDataUri(): boolean {
    return this.#beginsDataUri;
  }

  get label(): string | null {
    return this.#label;
  }

  /** @returns index after the closing quote, after what shows that a data URI begins, or of the end */
  scan(chunk: BodyChunk, from: number): number {
    this.#beginsDataUri = false;
    const { bytes, offset } = chunk;
    let at = from;
    while (at < bytes.length && !this.ended && !this.#beginsDataUri) {
      if (this.#head === null && this.#escape === null) at = plainUntil(bytes, at);
      if (at < bytes.length) this.#byte(bytes[at] as number, offset + at);
      at += 1;
    }
    return Math.min(at, bytes.length);
  }

  #byte(byte: number, at: number): void {
    if (this.#escape !== null) this.#continueEscape(this.#escape, byte, at);
    else if (byte === quote) this.#end();
    else if (byte === backslash) this.#escape = new JsonEscape();
    else this.#plain(byte, at);
  }

  #plain(byte: number, at: number): void {
    requirePrintable(byte, at);
    if (this.#head !== null) this.#lead(this.#head, byte);
  }

  #continueEscape(escape: JsonEscape, byte: number, at: number): void {
    const unit = escape.push(byte);
    if (unit === 'wrong') throw new JsonApiError(malformedJson('no such escape in a string', at));
    if (unit === 'more') return;
    this.#escape = null;
    if (this.#head !== null) this.#lead(this.#head, unit);
  }

  #lead(head: DataUriHead, unit: number): void {
    head.push(unit);
    this.#judge(head);
  }

  #end(): void {
    this.ended = true;
    if (this.#head === null) return;
    this.#head.end();
    this.#judge(this.#head);
  }

  #judge(head: DataUriHead): void {
    if (head.verdict === 'unknown') return;
    this.#head = null;
    this.#beginsDataUri = head.verdict !== 'ordinary';
    this.#label = head.verdict === 'base64' ? head.label : null;
  }
}
