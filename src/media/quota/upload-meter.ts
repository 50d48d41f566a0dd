import type { SentKind } from '../proof/file-kind.js';
import type { SenderPace } from './sender-pace.js';
import type { UploadQuota, Uploader } from './upload-quota.js';

/** What is charged wrongly by less is not worth a statement. */
const tolerance = 65_536;

/** Where uploads are let in and paid for. */
interface Gate {
  readonly quota: Pick<UploadQuota, 'charge' | 'correct'>;
  /**
   * @param pace by which the sender may lose his place again, to others who wait for one
   * @returns to be called once, when all uploads of the request have come or none will
   * @throws JsonApiError 503
   */
  enter(kind: SentKind, pace: SenderPace): () => void;
}

interface Sender extends Uploader {
  /** Bytes of all uploads of the request; null where nobody knows. */
  readonly announced: number | null;
}

/**
 * Charges the uploads of one request: what it announces before the first of them is read, so that what is too much
 * is never sent; what it did not announce as it arrives. A request without uploads asks nothing.
 */
export class UploadMeter {
  #leave: (() => void) | null = null;
  #count = 0;
  #sent = 0;
  #charged = 0;
  #left = 0;

  constructor(
    private readonly gate: Gate,
    private readonly sender: Sender,
    /** Of the request's body. */
    readonly pace: SenderPace,
  ) {}

  /**
   * One more upload is to be read.
   *
   * @param kind what may be in it
   * @throws JsonApiError 413, 429 or 503
   */
  async begin(kind: SentKind): Promise<void> {
    this.#count += 1;
    await this.#admit(kind, 1);
  }

  /**
   * More of an upload is to be read that has been paid for as one.
   *
   * @throws JsonApiError 413, 429 or 503
   */
  async resume(kind: SentKind): Promise<void> {
    await this.#admit(kind, 0);
  }

  /** What was resumed is whole now. */
  complete(): void {
    this.#count += 1;
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

  /** Once, whatever ended the body: what counts is what was sent. */
  async settle(): Promise<void> {
    this.#leave?.();
    if (Math.abs(this.#owed) > tolerance) await this.gate.quota.correct(this.sender, this.#owed);
  }

  /** Uploads that have begun here, or become whole. */
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

  async #admit(kind: SentKind, uploads: number): Promise<void> {
    const first = this.#leave === null;
    this.#leave ??= this.gate.enter(kind, this.pace);
    await this.#charge(uploads, first ? (this.sender.announced ?? 0) : 0);
  }

  async #charge(uploads: number, bytes: number): Promise<void> {
    this.#left = await this.gate.quota.charge(this.sender, { uploads, bytes });
    this.#charged += bytes;
  }
}
