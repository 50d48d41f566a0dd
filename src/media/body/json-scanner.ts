import { JsonApiError } from '../../jsonapi/errors/fault.js';
import type { Path } from '../../jsonapi/errors/pointer.js';
import type { BodyChunk } from './body-chunk.js';
import { malformedJson } from './body.errors.js';
import { JsonLevels } from './json-levels.js';
import { JsonStringScan } from './json-string.scan.js';
import { JsonText } from './json-text.js';

/** Far more than any JSON:API document needs, far less than what exhausts a stack. */
const maxDepth = 64;
const quote = 0x22;
const comma = 0x2c;
const colon = 0x3a;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;

const scalar = /^(?:true|false|null|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)$/;

/** What the grammar allows next. https://www.rfc-editor.org/rfc/rfc8259#section-2 */
type Expected =
  | 'value'
  | 'first element or "]"'
  | 'member name'
  | 'member name or "}"'
  | '":"'
  | '"," or the end'
  | 'end';

/** A string value that begins with `data:`. */
export interface FoundDataUri {
  readonly path: Path;
  /** Lower case; null where the string has not the head of a base64 data URI. */
  readonly label: string | null;
  /** Where the string begins in the text, its opening quote included. */
  readonly start: number;
  /** Whether the string ended without one. */
  readonly ended: boolean;
}

/**
 * Checks JSON as it arrives, by the whole grammar, and stops at each data URI. What it scanned is appended to
 * the text, which JSON.parse then can't refuse.
 */
export class JsonScanner {
  #found: JsonStringScan | null = null;
  readonly #levels = new JsonLevels();
  #expected: Expected = 'value';
  #string: JsonStringScan | null = null;
  #scalar: string | null = null;

  constructor(readonly text: JsonText) {}

  /**
   * @returns index of the first byte that was not scanned: of the end, or after the head of a data URI
   * @throws JsonApiError 400 where it is no JSON, 413 where there is too much of it
   */
  scan(chunk: BodyChunk, from: number): number {
    const origin = this.text.length - from;
    let at = from;
    this.#found = null;
    while (at < chunk.bytes.length && this.#found === null) at = this.#step(chunk, at, origin);
    this.text.append(chunk.bytes, from, at);
    return at;
  }

  /** The data URI at which the last `scan` stopped. */
  get found(): FoundDataUri | null {
    if (this.#found === null) return null;
    const { ended, label, start } = this.#found;
    return { path: this.#levels.path(this.text), label, start, ended };
  }

  /** Somebody else has read the string that was found, up to its closing quote. */
  passString(): void {
    this.#string = null;
    this.#afterValue();
  }

  /** @throws JsonApiError 400 where the document is not over yet */
  end(at: number): void {
    if (this.#scalar !== null) this.#endScalar(at);
    if (this.#string !== null) throw malformed('it ends inside a string', at);
    if (this.#expected !== 'end')
      throw malformed(`it ends where ${this.#expected} is expected`, at);
  }

  #step(chunk: BodyChunk, at: number, origin: number): number {
    if (this.#string !== null) return this.#scanString(this.#string, chunk, at, origin);
    const byte = chunk.bytes[at] as number;
    if (isScalar(byte)) return this.#scanScalar(chunk, at);
    if (this.#scalar !== null) this.#endScalar(chunk.offset + at);
    if (byte === quote) this.#openString(chunk.offset + at, origin + at);
    else if (!isSpace(byte)) this.#punctuation(byte, chunk.offset + at);
    return at + 1;
  }

  #punctuation(byte: number, at: number): void {
    if (byte === openBrace || byte === openBracket) this.#open(byte, at);
    else if (byte === closeBrace || byte === closeBracket) this.#close(byte, at);
    else if (byte === colon && this.#expected === '":"') this.#expected = 'value';
    else if (byte === comma && this.#expected === '"," or the end') this.#next();
    else throw this.#unexpected(at);
  }

  #open(byte: number, at: number): void {
    this.#requireValue(at);
    if (this.#levels.depth === maxDepth)
      throw malformed(`it is nested more than ${maxDepth} levels deep`, at);
    const kind = byte === openBrace ? 'object' : 'array';
    this.#levels.open(kind);
    this.#expected = kind === 'object' ? 'member name or "}"' : 'first element or "]"';
  }

  #close(byte: number, at: number): void {
    const empty = byte === closeBrace ? 'member name or "}"' : 'first element or "]"';
    const kind = byte === closeBrace ? 'object' : 'array';
    const ended = this.#expected === '"," or the end' && this.#levels.kind === kind;
    if (!ended && this.#expected !== empty) throw this.#unexpected(at);
    this.#levels.close();
    this.#afterValue();
  }

  #next(): void {
    this.#levels.nextElement();
    this.#expected = this.#levels.kind === 'object' ? 'member name' : 'value';
  }

  #openString(at: number, start: number): void {
    const isName = this.#expected === 'member name' || this.#expected === 'member name or "}"';
    if (!isName) this.#requireValue(at);
    this.#string = new JsonStringScan(start, isName);
  }

  #scanString(string: JsonStringScan, chunk: BodyChunk, at: number, origin: number): number {
    const next = string.scan(chunk, at);
    if (string.beginsDataUri) this.#found = string;
    if (string.ended) this.#endString(string, origin + next);
    return next;
  }

  #endString(string: JsonStringScan, end: number): void {
    this.#string = null;
    if (!string.isName) return this.#afterValue();
    this.#levels.name(string.start, end);
    this.#expected = '":"';
  }

  #scanScalar({ bytes, offset }: BodyChunk, from: number): number {
    if (this.#scalar === null) this.#requireValue(offset + from);
    let to = from + 1;
    while (to < bytes.length && isScalar(bytes[to] as number)) to += 1;
    this.#scalar = (this.#scalar ?? '') + bytes.toString('latin1', from, to);
    return to;
  }

  #endScalar(at: number): void {
    const token = this.#scalar ?? '';
    if (!scalar.test(token)) throw malformed('there is no such value', at - token.length);
    this.#scalar = null;
    this.#afterValue();
  }

  #afterValue(): void {
    this.#expected = this.#levels.depth === 0 ? 'end' : '"," or the end';
  }

  #requireValue(at: number): void {
    if (this.#expected !== 'value' && this.#expected !== 'first element or "]"')
      throw this.#unexpected(at);
  }

  #unexpected(at: number): JsonApiError {
    return malformed(`${this.#expected} is expected`, at);
  }
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

/** Letters, digits, `+`, `-`, `.`: what numbers and literals are made of, and what a mistaken one may be. */
function isScalar(byte: number): boolean {
  if (byte >= 0x30 && byte <= 0x39) return true;
  const lower = byte | 0x20;
  return (lower >= 0x61 && lower <= 0x7a) || byte === 0x2b || byte === 0x2d || byte === 0x2e;
}

function malformed(problem: string, at: number): JsonApiError {
  return new JsonApiError(malformedJson(problem, at));
}
