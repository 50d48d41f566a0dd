import { type Readable, finished } from 'node:stream';
import { JsonApiError } from '../../jsonapi/errors/fault.js';
import { bodyTimeout, truncatedBody } from './body.errors.js';
import { loopTurn } from '../loop-turns.js';

/**
 * The pieces of a body as they arrive. Who stops early leaves the stream as it is, so that the connection
 * can still carry the answer: an iterator of the stream's own would destroy it.
 *
 * @param maxSilenceMs between two pieces, while nobody keeps the sender waiting
 * @throws JsonApiError 408 after so long a silence, 400 where the connection ended before the body
 */
export async function* bodyChunks(stream: Readable, maxSilenceMs: number): AsyncGenerator<Buffer> {
  let wake = (): void => {};
  let end: { readonly error: unknown } | null = null;
  let silent = false;
  const onReadable = (): void => wake();
  const timer = setTimeout(() => {
    silent = true;
    wake();
  }, maxSilenceMs);
  const stopWatching = finished(stream, { writable: false }, (error) => {
    end = { error };
    wake();
  });
  stream.on('readable', onReadable);
  try {
    for (;;) {
      const turn = loopTurn();
      if (turn !== null) await turn;
      const chunk = stream.read() as Buffer | null;
      if (chunk !== null) {
        yield chunk;
        continue;
      }
      if (end !== null) return endWith(end);
      silent = false;
      timer.refresh();
      await new Promise<void>((resolve) => (wake = resolve));
      if (silent) throw new JsonApiError(bodyTimeout(maxSilenceMs / 1000));
    }
  } finally {
    clearTimeout(timer);
    stopWatching();
    stream.off('readable', onReadable);
  }
}

function endWith({ error }: { readonly error: unknown }): void {
  if (error) throw new JsonApiError(truncatedBody(), { cause: error });
}
