import type { Fault } from '../../jsonapi/errors/fault.js';
import { Base64Decoder, Base64Error } from './base64.decoder.js';
import type { BodyChunk } from './body-chunk.js';
import { DataUriText } from './data-uri.text.js';
import type { FileIntake } from './file.intake.js';
import { requirePrintable } from './json-printable.js';
import { invalidBase64 } from '../media.errors.js';
import { RefusedDataUri } from './refused-data-uri.js';
import type { SpooledFile } from '../spool/spooled-file.js';

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
  }

  get ended(): boolean {
    return this.text.ended;
  }

  take(chunk: BodyChunk, from: number): Promise<number> {
    this.text.pass(chunk, from);
    return Promise.resolve(this.text.next);
  }
}

/** Decodes a file into the spool. */
export class DecodingIntake implements DataUriIntake {
  readonly #text = new DataUriText();
  readonly #decoder = new Base64Decoder();
  #refused: PassingIntake | null = null;
  #file: SpooledFile | null = null;

  constructor(
    private readonly label: string,
    private readonly file: FileIntake,
  ) {}

  get ended(): boolean {
    return this.#text.ended;
  }

  get handle(): SpooledFile | RefusedDataUri {
    const handle = this.#refused?.handle ?? this.#file;
    if (handle === null) throw new Error('The data URI is not read to its end');
    return handle;
  }

  async take(chunk: BodyChunk, from: number): Promise<number> {
    if (this.#refused !== null) return this.#refused.take(chunk, from);
    const text = this.#text.read(chunk, from);
    try {
      await this.file.take(this.#decoder.decode(text));
      if (this.ended) await this.file.take(this.#decoder.end());
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
    if (this.#refused === null)
      this.#file = await this.file.finish({ label: this.label, name: null });
    else await this.file.abandon();
  }
}
