import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { bodyChunks } from './body-chunks.js';
import { SenderPace } from '../quota/sender-pace.js';

const senders = 300;
const pieces = 3;

/** Takes a fifth of a millisecond, or more on a busy machine. */
function work(): void {
  for (const end = performance.now() + 0.2; performance.now() < end;);
}

function bodyInPieces(): PassThrough {
  const stream = new PassThrough({ highWaterMark: 1 });
  const send = async () => {
    for (let piece = 0; piece < pieces; piece++)
      if (!stream.write('a piece')) await once(stream, 'drain');
    stream.end();
  };
  void send();
  return stream;
}

describe('bodies of many senders at once', () => {
  it('leave the event loop its turns, and are all read', async () => {
    let read = 0;
    let inThisTurn = 0;
    let most = 0;
    const turning = setInterval(() => (inThisTurn = 0), 0);
    const readOne = async () => {
      for await (const _piece of bodyChunks(bodyInPieces(), 60_000, new SenderPace())) {
        work();
        read += 1;
        inThisTurn += 1;
        most = Math.max(most, inThisTurn);
      }
    };
    await Promise.all(Array.from({ length: senders }, readOne));
    clearInterval(turning);
    expect(read).toBe(senders * pieces);
    // All 900 of them otherwise; a few turns are taken for one where the machine is busy.
    expect(most).toBeLessThan(300);
  });
});
