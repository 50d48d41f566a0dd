import { isUtf8 } from 'node:buffer';
import { JsonApiError } from '../../jsonapi/errors/fault.js';
import { invalidUtf8, jsonTooLarge } from './body.errors.js';

const initialBytes = 4096;

/** What stands in a body beside its pictures, with a placeholder in the place of each. */
export class JsonText {
  #bytes = Buffer.allocUnsafe(initialBytes);
  #length = 0;

  constructor(private readonly maxBytes: number) {}

  get length(): number {
    return this.#length;
  }

  /** @throws JsonApiError 413 as soon as the limit is passed */
  append(bytes: Buffer, from = 0, to = bytes.length): void {
    const length = this.#length + to - from;
    if (length > this.maxBytes) throw new JsonApiError(jsonTooLarge(this.maxBytes));
    if (length > this.#bytes.length) this.#grow(length);
    bytes.copy(this.#bytes, this.#length, from, to);
    this.#length = length;
  }

  /** Puts something else in the place of all from `start` on. */
  replaceFrom(start: number, text: string): void {
    this.#length = start;
    this.append(Buffer.from(text));
  }

  slice(start: number, end: number): string {
    return this.#bytes.toString('utf8', start, end);
  }

  /** @throws JsonApiError 400 where it is no UTF-8 */
  toString(): string {
    if (!isUtf8(this.#bytes.subarray(0, this.#length))) throw new JsonApiError(invalidUtf8());
    return this.slice(0, this.#length);
  }

  #grow(length: number): void {
    const bytes = Buffer.allocUnsafe(Math.max(length, this.#bytes.length * 2));
    this.#bytes.copy(bytes, 0, 0, this.#length);
    this.#bytes = bytes;
  }
}
