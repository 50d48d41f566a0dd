import type { Readable } from 'node:stream';

/**
 * Keeps a stream's failure from ending the process while nobody reads it yet: a driver opens its file or
 * connection first, and the sender may give up meanwhile.
 */
export function holdErrors(content: Readable): void {
  content.on('error', () => {});
}

/**
 * Tells whether a put failed by its content or by the storage: a reader that stops early destroys a stream
 * without an error, so a stream that has one failed of its own accord.
 *
 * @param failure what the put was rejected with
 */
export function isContentError(content: Readable, failure: unknown): boolean {
  if (content.errored !== null) return true;
  return (
    failure instanceof Error && 'code' in failure && failure.code === 'ERR_STREAM_PREMATURE_CLOSE'
  );
}
