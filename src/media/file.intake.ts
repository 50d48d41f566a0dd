import { JsonApiError } from '../jsonapi/errors/fault.js';
import { type FileLimit, tooLarge } from './file-kind.js';
import type { SpoolArea } from './spool-area.js';
import type { SpoolWriter } from './spool-writer.js';
import { SpooledFile } from './spooled-file.js';
import type { UploadMeter } from './upload-meter.js';

/** What is told of each file as it comes in. */
export type FileMeter = Pick<UploadMeter, 'begin' | 'take'>;

export interface FileWay {
  readonly meter: FileMeter;
  /** Whose owner disposes of the file, whatever ends the request. */
  readonly spool: SpoolArea;
}

/** A file of a body on its way into the spool; refused as soon as it is too large. */
export class FileIntake {
  #file: SpoolWriter | null = null;

  constructor(
    private readonly way: FileWay,
    private readonly limit: FileLimit,
  ) {}

  /**
   * @param bytes free for other use when the promise is fulfilled
   * @throws JsonApiError 413, 429 or 507
   */
  async take(bytes: Buffer): Promise<void> {
    const file = (this.#file ??= await this.#begin());
    const actual = file.bytes + bytes.length;
    if (actual > this.limit.maxBytes) throw new JsonApiError(tooLarge(this.limit, actual));
    await this.way.meter.take(bytes.length);
    await file.write(bytes);
  }

  /**
   * @param claim what the client says of it
   * @throws JsonApiError 429 or 507
   */
  async finish({ label, name }: Pick<SpooledFile, 'label' | 'name'>): Promise<SpooledFile> {
    const file = (this.#file ??= await this.#begin());
    await file.finish();
    return new SpooledFile(file.path, file.bytes, label, name);
  }

  async #begin(): Promise<SpoolWriter> {
    await this.way.meter.begin();
    return this.way.spool.create();
  }
}
