/** After so long, whoever has a piece of something to work on waits for the next turn of the event loop. */
const turnMilliseconds = 2;

/** Of those that waited, so many go on in a turn: with pieces of a tenth of a millisecond or two. */
const waitersPerTurn = 16;

let end = 0;
const waiting: (() => void)[] = [];

/**
 * Keeps the turns of the event loop short while bodies are read and pictures walked over. libuv accepts one
 * connection in a turn: with two hundred senders, of each of whom a turn took a piece, everybody else waited ten
 * seconds to be heard. So they did with twenty pictures of 65,000 empty chunks: what is in memory is read without
 * a turn in between.
 *
 * @returns null for whoever may go on at once
 */
export function loopTurn(): Promise<void> | null {
  const now = performance.now();
  if (end === 0) {
    end = now + turnMilliseconds;
    setImmediate(turn);
  }
  if (now < end && waiting.length === 0) return null;
  return new Promise((resolve) => waiting.push(resolve));
}

function turn(): void {
  const next = waiting.splice(0, waitersPerTurn);
  end = 0;
  if (next.length > 0) {
    end = performance.now() + turnMilliseconds;
    setImmediate(turn);
  }
  for (const begin of next) begin();
}
