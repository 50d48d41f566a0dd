import { setImmediate as nextTurn } from 'node:timers/promises';
import { Busboy, type BusboyFileStream, type BusboyInstance } from '@fastify/busboy';
import { JsonApiError } from '../../jsonapi/errors/fault.js';
import { malformedForm } from './body.errors.js';

/** A part of a form as its head describes it. */
export interface FormPart {
  /** Empty where it has none. */
  readonly name: string;
  /** Media type, lower case and without parameters; `text/plain` where it says none, as RFC 7578 has it. */
  readonly label: string;
  readonly fileName: string | null;
}

/** That a part begins, or bytes of it; they are used up before more are parsed. */
export interface FormPiece {
  readonly part: FormPart;
  readonly bytes: Buffer | null;
}

/** Of one part; honest ones have a name, a file name and a type. */
const maxHeaderBytes = 8192;

/** The pieces of a `multipart/form-data` body, in their order. https://www.rfc-editor.org/rfc/rfc7578 */
export class FormParser {
  readonly #parser: BusboyInstance;
  #pieces: FormPiece[] = [];
  #problem: string | null = null;

  /** @throws JsonApiError 400 where the type names no boundary */
  constructor(contentType: string, maxParts: number) {
    this.#parser = parserOf(contentType, maxParts);
    this.#parser.on('file', (name: string | undefined, content, fileName, _encoding, label) =>
      this.#begin({ name: name ?? '', label, fileName: fileName || null }, content),
    );
    this.#parser.on('partsLimit', () => (this.#problem ??= `it has more than ${maxParts} parts`));
    this.#parser.on('error', (error) => (this.#problem ??= (error as Error).message));
  }

  /** @throws JsonApiError 400 */
  async parse(bytes: Buffer): Promise<readonly FormPiece[]> {
    const parsed = new Promise<true>((resolve) => {
      this.#parser.write(bytes, () => resolve(true));
    });
    await this.#requireEnd(parsed);
    return this.#found();
  }

  /** @throws JsonApiError 400 where the last part has no end */
  async end(): Promise<readonly FormPiece[]> {
    const ended = new Promise<true>((resolve) => {
      this.#parser.once('finish', () => resolve(true)).once('error', () => resolve(true));
      this.#parser.end();
    });
    await this.#requireEnd(ended);
    return this.#found();
  }

  /**
   * The parser waits for nothing from outside: what it has not ended by the next turn of the event loop it never
   * will, as where a form that is over goes on. A request that waited would hold its place for ever.
   */
  async #requireEnd(work: Promise<true>): Promise<void> {
    const done = await Promise.race([work, nextTurn(false)]);
    if (!done) this.#problem ??= 'it goes on behind its end';
  }

  #begin(part: FormPart, content: BusboyFileStream): void {
    this.#pieces.push({ part, bytes: null });
    // A stream that was never read keeps its first bytes for later, and the next part would begin before them.
    content.read(0);
    content.on('data', (bytes: Buffer) => this.#pieces.push({ part, bytes }));
    content.on('error', () => {});
  }

  #found(): readonly FormPiece[] {
    if (this.#problem !== null) throw new JsonApiError(malformedForm(this.#problem));
    const pieces = this.#pieces;
    this.#pieces = [];
    return pieces;
  }
}

/** Every part is one that may hold a file, whether it has a file name or not. */
function parserOf(contentType: string, maxParts: number): BusboyInstance {
  try {
    return new Busboy({
      headers: { 'content-type': contentType },
      isPartAFile: () => true,
      limits: { parts: maxParts, headerSize: maxHeaderBytes },
    });
  } catch (cause) {
    throw new JsonApiError(malformedForm('its type names no boundary'), { cause });
  }
}
