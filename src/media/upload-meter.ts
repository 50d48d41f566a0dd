import type { UploadQuota, Uploader } from './upload-quota.js';

/** What is charged wrongly by less is not worth a statement. */
const tolerance = 65_536;

/**
 * Charges the uploads of one request: what it announces before the first of them is read, so that what is too much
 * is never sent; what it did not announce as it arrives. A request without uploads asks nothing.
 */
export class UploadMeter {
  #begun = false;
  #count = 0;
  #sent = 0;
  #charged = 0;
  #left = 0;

  /** @param announced bytes of all uploads of the request; null where nobody knows */
  constructor(
    private readonly quota: UploadQuota,
    private readonly uploader: Uploader,
    private readonly announced: number | null,
  ) {}

  /**
   * One more upload is to be read.
   *
   * @throws JsonApiError 413 or 429
   */
  async begin(): Promise<void> {
    this.#count += 1;
    await this.#charge(1, this.#begun ? 0 : (this.announced ?? 0));
    this.#begun = true;
  }

  /**
   * So many bytes of it have come.
   *
   * @throws JsonApiError 413 or 429
   */
  async take(bytes: number): Promise<void> {
    this.#sent += bytes;
    if (this.#owed > this.#left) await this.#charge(0, this.#owed);
  }

  /**
   * The body is whole.
   *
   * @throws JsonApiError 413 or 429 where other requests have used meanwhile what was left
   */
  async finish(): Promise<void> {
    if (this.#owed > 0) await this.#charge(0, this.#owed);
  }

  /** Whatever ended the body: what counts is what was sent. */
  async settle(): Promise<void> {
    if (this.#begun && Math.abs(this.#owed) > tolerance)
      await this.quota.correct(this.uploader, this.#owed);
  }

  /** Uploads that have begun. */
  get count(): number {
    return this.#count;
  }

  /** That have come of them. */
  get bytes(): number {
    return this.#sent;
  }

  get #owed(): number {
    return this.#sent - this.#charged;
  }

  async #charge(uploads: number, bytes: number): Promise<void> {
    this.#left = await this.quota.charge(this.uploader, { uploads, bytes });
    this.#charged += bytes;
  }
}
