import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { JsonApiError, maximumFaults } from '../../jsonapi/errors/fault.js';
import { type Path, pointerTo, valueAt } from '../../jsonapi/errors/pointer.js';
import type { BodyChunk } from './body-chunk.js';
import { bodyChunks } from './body-chunks.js';
import { bodyTooLarge } from './body.errors.js';
import { DecodingIntake, type DataUriIntake, PassingIntake } from './data-uri.intake.js';
import { FileIntake, type FileMeter } from './file.intake.js';
import { type FileKind, tooMany } from '../proof/file-kind.js';
import { type FoundDataUri, JsonScanner } from './json-scanner.js';
import { JsonText } from './json-text.js';
import { invalidDataUri, pictureNotExpected } from '../media.errors.js';
import type { SpoolArea } from '../spool/spool-area.js';

/** In bytes, unless the name says otherwise. */
export interface BodyLimits {
  readonly body: number;
  /** What stands beside the files. */
  readonly json: number;
  /** How many of each kind there may be, and how large one, decoded. */
  readonly files: Readonly<Record<FileKind, { readonly count: number; readonly bytes: number }>>;
  readonly silenceMs: number;
}

export interface BodyOptions {
  /** What a data URI may hold there; null where none may stand. */
  readonly accepts: (path: Path) => FileKind | null;
  readonly limits: BodyLimits;
  readonly meter: FileMeter;
  /** Whose owner disposes of it, whatever ends the request. */
  readonly spool: SpoolArea;
}

/**
 * Reads a JSON body as it arrives and never holds more of its files than a chunk: each base64 data URI
 * is decoded into a spool file on its way in.
 *
 * @returns what JSON.parse would, with a `SpooledFile` or `RefusedDataUri` in each data URI's place; undefined
 * for a body without a byte
 * @throws JsonApiError 400, 408, 413, 422, 429 or 507 as soon as it is known; the rest of the stream is not read then
 */
export async function readBody(stream: Readable, options: BodyOptions): Promise<unknown> {
  const reader = new DataUriReader(options);
  for await (const bytes of bodyChunks(stream, options.limits.silenceMs, options.meter.pace))
    await reader.read(bytes);
  return reader.finish();
}

/** Where a handle will stand, and what stands there until then. */
interface Place {
  readonly path: Path;
  readonly placeholder: string;
  readonly intake: DataUriIntake;
}

class DataUriReader {
  readonly #scanner: JsonScanner;
  readonly #places: Place[] = [];
  /** No sender can guess a placeholder. */
  readonly #secret = randomUUID();
  #intake: DataUriIntake | null = null;
  readonly #counts: Record<FileKind, number> = { picture: 0, file: 0 };
  /** Data URIs where none may stand. */
  #misplaced = 0;
  #offset = 0;

  constructor(private readonly options: BodyOptions) {
    this.#scanner = new JsonScanner(new JsonText(options.limits.json));
  }

  async read(bytes: Buffer): Promise<void> {
    const chunk: BodyChunk = { bytes, offset: this.#offset };
    const { body } = this.options.limits;
    this.#offset += bytes.length;
    if (this.#offset > body) throw new JsonApiError(bodyTooLarge(body, null));
    for (let at = 0; at < bytes.length;)
      at =
        this.#intake === null
          ? await this.#scan(chunk, at)
          : await this.#take(this.#intake, chunk, at);
  }

  finish(): unknown {
    if (this.#offset === 0) return undefined;
    this.#scanner.end(this.#offset);
    let root: unknown = JSON.parse(this.#scanner.text.toString());
    for (const place of this.#places) root = settle(root, place);
    return root;
  }

  async #scan(chunk: BodyChunk, from: number): Promise<number> {
    const next = this.#scanner.scan(chunk, from);
    const { found } = this.#scanner;
    if (found !== null) await this.#begin(found);
    return next;
  }

  async #begin(found: FoundDataUri): Promise<void> {
    const kind = this.options.accepts(found.path);
    // A text as any other, such as a question about data: URIs.
    if (found.label === null && kind === null) return;
    const intake = kind === null ? this.#pass(found.path) : await this.#accept(found, kind);
    const placeholder = `${this.#secret}:${this.#places.length}`;
    this.#scanner.text.replaceFrom(found.start, `"${placeholder}"`);
    this.#places.push({ path: found.path, placeholder, intake });
    if (!found.ended) this.#intake = intake;
  }

  /** More of them than there are faults in an answer are not read past: each costs as much as a picture's head. */
  #pass(path: Path): DataUriIntake {
    this.#misplaced += 1;
    if (this.#misplaced > maximumFaults)
      throw new JsonApiError(pictureNotExpected(pointerTo(path)));
    return new PassingIntake(pictureNotExpected);
  }

  async #accept({ label, path }: FoundDataUri, kind: FileKind): Promise<DataUriIntake> {
    const { limits, meter, spool } = this.options;
    const { bytes: maxBytes, count } = limits.files[kind];
    const pointer = pointerTo(path);
    this.#counts[kind] += 1;
    if (this.#counts[kind] > count) throw new JsonApiError(tooMany(kind, pointer, count));
    if (label === null) {
      const reason = 'it has not the head of one in its first 200 characters';
      return new PassingIntake((place) => invalidDataUri(place, reason));
    }
    const file = new FileIntake({ meter, spool }, { kind, maxBytes, pointer });
    await file.open();
    return new DecodingIntake(label, file);
  }

  async #take(intake: DataUriIntake, chunk: BodyChunk, from: number): Promise<number> {
    const next = await intake.take(chunk, from);
    if (intake.ended) {
      this.#intake = null;
      this.#scanner.passString();
    }
    return next;
  }
}

/** Of members with the same name the last counts, as in JSON.parse: then something else stands there. */
function settle(root: unknown, { intake, path, placeholder }: Place): unknown {
  const name = path.at(-1);
  if (name === undefined) return intake.handle;
  if (valueAt(root, path) === placeholder)
    (valueAt(root, path.slice(0, -1)) as Record<string | number, unknown>)[name] = intake.handle;
  return root;
}
