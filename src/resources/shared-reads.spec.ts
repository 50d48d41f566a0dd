import { array, assert, asyncProperty, constantFrom } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SharedReads } from './shared-reads.js';

interface Begun {
  end(): void;
  fail(reason: Error): void;
}

/** Reads that end when the test says so; each answers how many had begun by then. */
class Library {
  readonly begun: Begun[] = [];

  readonly read = (): Promise<number> =>
    new Promise((resolve, reject) => {
      this.begun.push({ end: () => resolve(this.begun.length), fail: reject });
    });
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('what many ask for at the same moment', () => {
  it('is read at once for the first', () => {
    const library = new Library();
    void new SharedReads<number>().join('a', library.read);
    expect(library.begun).toHaveLength(1);
  });

  it('is read once more, and only once, for all who come meanwhile', async () => {
    const library = new Library();
    const reads = new SharedReads<number>();
    const first = reads.join('a', library.read);
    const others = [1, 2, 3].map(() => reads.join('a', library.read));
    expect(library.begun).toHaveLength(1);
    library.begun[0]?.end();
    expect(await first).toBe(1);
    await settle();
    expect(library.begun).toHaveLength(2);
    library.begun[1]?.end();
    expect(await Promise.all(others)).toEqual([2, 2, 2]);
  });

  it('waits for nobody who asks for something else', () => {
    const library = new Library();
    const reads = new SharedReads<number>();
    void reads.join('a', library.read);
    void reads.join('b', library.read);
    expect(library.begun).toHaveLength(2);
  });

  it('is read anew where the read before has failed', async () => {
    const library = new Library();
    const reads = new SharedReads<number>();
    const first = reads.join('a', library.read);
    const second = reads.join('a', library.read);
    library.begun[0]?.fail(new Error('gone'));
    await expect(first).rejects.toThrow('gone');
    await settle();
    library.begun[1]?.end();
    expect(await second).toBe(2);
  });

  it('is forgotten when nobody waits any more', async () => {
    const reads = new SharedReads<number>();
    await Promise.all([1, 2, 3].map(() => reads.join('a', async () => 1)));
    await settle();
    expect(reads.size).toBe(0);
  });

  it('shows whatever was written before it was asked for', async () => {
    const steps = array(constantFrom('write', 'ask', 'pass'), { maxLength: 40 });
    await assert(
      asyncProperty(steps, async (history) => {
        const reads = new SharedReads<number>();
        let written = 0;
        const read = async () => {
          const seen = written;
          await settle();
          return seen;
        };
        const answers: Promise<{ seen: number; atLeast: number }>[] = [];
        for (const step of history) {
          if (step === 'write') written += 1;
          else if (step === 'pass') await settle();
          else {
            const atLeast = written;
            answers.push(reads.join('a', read).then((seen) => ({ seen, atLeast })));
          }
        }
        for (const { atLeast, seen } of await Promise.all(answers))
          expect(seen).toBeGreaterThanOrEqual(atLeast);
      }),
    );
  });
});
