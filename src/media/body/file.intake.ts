import { JsonApiError } from '../../jsonapi/errors/fault.js';
import { type FileLimit, tooLarge } from '../proof/file-kind.js';
import type { SpoolArea } from '../spool/spool-area.js';
import type { SpoolWriter } from '../spool/spool-writer.js';
import { SpooledFile } from '../spool/spooled-file.js';
import type { UploadMeter } from '../quota/upload-meter.js';

/** What is told of each file as it comes in. */
export type FileMeter = Pick<UploadMeter, 'begin' | 'pace' | 'take'>;

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
   * Before the first bytes, at the latest with them; may be called again.
   *
   * @throws JsonApiError 413, 429 or 507
   */
  async open(): Promise<SpoolWriter> {
    if (this.#file !== null) return this.#file;
    await this.way.meter.begin(this.limit.kind);
    return (this.#file = this.way.spool.create());
  }

  /**
   * @param bytes free for other use when the promise is fulfilled
   * @throws JsonApiError 413, 429 or 507
   */
  async take(bytes: Buffer): Promise<void> {
    const file = await this.open();
    const actual = file.bytes + bytes.length;
    if (actual > this.limit.maxBytes) throw new JsonApiError(tooLarge(this.limit, actual));
    if (bytes.length === 0) return;
    await this.way.meter.take(bytes.length);
    await file.write(bytes);
  }

  /**
   * @param claim what the client says of it
   * @throws JsonApiError 413, 429 or 507
   */
  async finish({ label, name }: Pick<SpooledFile, 'label' | 'name'>): Promise<SpooledFile> {
    const file = await this.open();
    await file.finish();
    return new SpooledFile(file.path, file.bytes, label, name);
  }

  /** Nothing of it is wanted any more. */
  async abandon(): Promise<void> {
    await this.#file?.close();
  }
}
