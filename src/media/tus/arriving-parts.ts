import { JsonApiError } from '../../jsonapi/errors/fault.js';
import type { UploadMeter } from '../quota/upload-meter.js';
import type { SpoolArea } from '../spool/spool-area.js';
import type { SpoolWriter } from '../spool/spool-writer.js';
import type { ResumableUpload } from './resumable-upload.entity.js';
import type { ResumableUploads } from './resumable-uploads.js';
import { tooManyUploadParts, uploadLengthExceeded, uploadOffsetMismatch } from './tus.errors.js';
import type { UploadParts } from './upload-parts.js';

/** What a kill of the process can cost, and how much lies in the spool: a part of so many bytes, or little more. */
const partBytes = 4_194_304;

/**
 * Each is a file, and a name in the row. Honest clients send megabytes at a time, and are cut off now and then; sent
 * byte by byte, an upload of 20 MB would be as many files.
 */
const maxParts = 1000;

/** Where parts go, and who pays for them. */
export interface PartsWay {
  readonly uploads: ResumableUploads;
  readonly parts: UploadParts;
  readonly meter: Pick<UploadMeter, 'take'>;
  /** Whose owner disposes of it. */
  readonly spool: SpoolArea;
}

/** What one request sends of an upload: stored part by part, but for the part that makes it whole. */
export class ArrivingParts {
  #upload: ResumableUpload;
  #part: SpoolWriter | null = null;

  constructor(
    private readonly way: PartsWay,
    upload: ResumableUpload,
  ) {
    this.#upload = upload;
  }

  /** As far as it is stored. */
  get upload(): ResumableUpload {
    return this.#upload;
  }

  /** Has come and is not stored; null where nothing is left. */
  get rest(): SpoolWriter | null {
    return this.#part;
  }

  get isWhole(): boolean {
    return this.#upload.received + (this.#part?.bytes ?? 0) === this.#upload.bytes;
  }

  /**
   * Before a request sends anything: what one sends is never too many parts.
   *
   * @throws JsonApiError 422
   */
  requireRoom(): void {
    if (this.#upload.parts.length >= maxParts) throw new JsonApiError(tooManyUploadParts(maxParts));
  }

  /** @throws JsonApiError 409, 413, 429, 503 or 507 */
  async take(bytes: Buffer): Promise<void> {
    const { bytes: announced, received } = this.#upload;
    this.#part ??= this.way.spool.create();
    if (received + this.#part.bytes + bytes.length > announced)
      throw new JsonApiError(uploadLengthExceeded(announced));
    await this.way.meter.take(bytes.length);
    await this.#part.write(bytes);
    if (this.#part.bytes >= partBytes) await this.keep();
  }

  /**
   * Stores what has come. What makes the upload whole is not stored by itself: until the file is proven, clients
   * are not to believe that it is there.
   *
   * @throws JsonApiError 409, 503 or 507
   */
  async keep(): Promise<void> {
    const part = this.#part;
    if (part === null || part.bytes === 0 || this.isWhole) return;
    const { parts, spool, uploads } = this.way;
    this.#part = null;
    await part.finish();
    const name = await parts.put(this.#upload.key, part.path);
    if (!(await uploads.advance(this.#upload, { name, bytes: part.bytes }))) {
      await parts.discard(name);
      throw new JsonApiError(uploadOffsetMismatch());
    }
    const { parts: before, received } = this.#upload;
    this.#upload = Object.assign({}, this.#upload, {
      received: received + part.bytes,
      parts: [...before, name],
    });
    await spool.remove(part);
  }
}
