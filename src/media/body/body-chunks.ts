import { type Readable, finished } from 'node:stream';
import { JsonApiError } from '../../jsonapi/errors/fault.js';
import { bodyTimeout, senderTooSlow, truncatedBody } from './body.errors.js';
import { loopTurn } from '../loop-turns.js';
import type { SenderPace } from '../quota/sender-pace.js';

/**
 * The pieces of a body as they arrive. Who stops early leaves the stream as it is, so that the connection
 * can still carry the answer: an iterator of the stream's own would destroy it.
 *
 * @param maxSilenceMs between two pieces, while nobody keeps the sender waiting
 * @param pace is told how the sender keeps up, and may give him up
 * @throws JsonApiError 408 after so long a silence, or for who is given up; 400 where the connection ended before the
 * body
 */
export async function* bodyChunks(
  stream: Readable,
  maxSilenceMs: number,
  pace: SenderPace,
): AsyncGenerator<Buffer> {
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
        pace.came(chunk.length);
        yield chunk;
        continue;
      }
      if (end !== null) return endWith(end);
      if (pace.isGivenUp) throw new JsonApiError(senderTooSlow());
      silent = false;
      timer.refresh();
      await new Promise<void>((resolve) => {
        wake = resolve;
        pace.wait(resolve);
      });
      pace.goOn();
      if (silent) throw new JsonApiError(bodyTimeout(maxSilenceMs / 1000));
    }
  } finally {
    clearTimeout(timer);
    pace.end();
    stopWatching();
    stream.off('readable', onReadable);
  }
}

function endWith({ error }: { readonly error: unknown }): void {
  if (error) throw new JsonApiError(truncatedBody(), { cause: error });
}
