import type { Readable } from 'node:stream';
import { hasCode } from './errno.js';

/**
 * Keeps a stream's failure from ending the process while nobody reads it yet: a driver opens its file or
 * connection first, and the sender may give up meanwhile.
 */
export function holdErrors(content: Readable): void {
  content.on('error', () => {});
}

/**
 * Tells whether a put failed by its content or by the storage. Who stops reading early destroys a stream
 * with an AbortError; with any other error, it failed of its own accord.
 *
 * @param failure what the put was rejected with
 * @returns the content's own error, or null where the storage failed
 */
export function contentError(content: Readable, failure: unknown): unknown {
  const { errored } = content;
  if (errored !== null && (errored === failure || errored.name !== 'AbortError')) return errored;
  return hasCode(failure, 'ERR_STREAM_PREMATURE_CLOSE') ? failure : null;
}
