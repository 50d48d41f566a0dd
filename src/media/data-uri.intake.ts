import { type Fault, JsonApiError } from '../jsonapi/errors/fault.js';
import { type Path, pointerTo } from '../jsonapi/errors/pointer.js';
import { Base64Decoder, Base64Error } from './base64.decoder.js';
import type { BodyChunk } from './body-chunk.js';
import { DataUriText } from './data-uri.text.js';
import { requirePrintable } from './json-printable.js';
import { invalidBase64, pictureTooLarge } from './media.errors.js';
import { RefusedDataUri } from './refused-data-uri.js';
import type { SpoolWriter } from './spool-writer.js';
import { SpooledFile } from './spooled-file.js';
import type { FileMeter } from './file.intake.js';

/** Takes the rest of a data URI's string as it arrives. */
export interface DataUriIntake {
  /** Whether the closing quote was taken. */
  readonly ended: boolean;
  /**
   * @returns index of the first byte of the chunk that is none of the string's
   * @throws JsonApiError 400, 413, 429, 507
   */
  take(chunk: BodyChunk, from: number): Promise<number>;
  /** What shall stand in the string's place. */
  readonly handle: SpooledFile | RefusedDataUri;
}

/** Reads past a data URI that is refused already. */
export class PassingIntake implements DataUriIntake {
  readonly handle: RefusedDataUri;

  constructor(
    fault: (pointer: string) => Fault,
    private readonly text = new DataUriText(),
  ) {
    this.handle = new RefusedDataUri(fault);
    text.careful = true;
  }

  get ended(): boolean {
    return this.text.ended;
  }

  take(chunk: BodyChunk, from: number): Promise<number> {
    this.text.read(chunk, from);
    return Promise.resolve(this.text.next);
  }
}

export interface PictureClaim {
  /** Of the string in the body. */
  readonly path: Path;
  readonly label: string;
  readonly maxBytes: number;
}

/** Decodes a picture into a spool file. */
export class PictureIntake implements DataUriIntake {
  readonly #text = new DataUriText();
  readonly #decoder = new Base64Decoder();
  #refused: PassingIntake | null = null;

  constructor(
    private readonly claim: PictureClaim,
    private readonly file: SpoolWriter,
    private readonly meter: FileMeter,
  ) {}

  get ended(): boolean {
    return this.#text.ended;
  }

  get handle(): SpooledFile | RefusedDataUri {
    const { bytes, path } = this.file;
    return this.#refused?.handle ?? new SpooledFile(path, bytes, this.claim.label);
  }

  async take(chunk: BodyChunk, from: number): Promise<number> {
    if (this.#refused !== null) return this.#refused.take(chunk, from);
    const text = this.#text.read(chunk, from);
    try {
      await this.#keep(this.#decoder.decode(text));
      if (this.ended) await this.#keep(this.#decoder.end());
    } catch (error) {
      if (!(error instanceof Base64Error)) throw error;
      text.forEach((byte, index) => requirePrintable(byte, chunk.offset + from + index));
      const { message } = error;
      this.#refused = new PassingIntake((pointer) => invalidBase64(pointer, message), this.#text);
    }
    if (this.ended) await this.#finish();
    return this.#text.next;
  }

  async #finish(): Promise<void> {
    if (this.#refused === null) await this.file.finish();
    else await this.file.close();
  }

  async #keep(bytes: Buffer): Promise<void> {
    const { maxBytes, path } = this.claim;
    const actual = this.file.bytes + bytes.length;
    if (actual > maxBytes)
      throw new JsonApiError(pictureTooLarge(pointerTo(path), maxBytes, actual));
    if (bytes.length === 0) return;
    await this.meter.take(bytes.length);
    await this.file.write(bytes);
  }
}
