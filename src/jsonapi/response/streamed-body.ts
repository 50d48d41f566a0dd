import type { Readable } from 'node:stream';

/** A response body that is too long for memory, and speaks a language of its own. */
export abstract class StreamedBody {
  abstract readonly contentType: string;
  /** Bytes; null where they are known only when all are sent. */
  abstract readonly length: number | null;

  /** Called once at most: a body that the client has already is never opened. */
  abstract open(): Readable;

  /** Whatever became of it. */
  abstract dispose(): Promise<void>;
}
