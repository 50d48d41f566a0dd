import { describe, expect, it } from 'vitest';
import { DatabaseConfig } from '../../database/database.config.js';
import { CalendarTurns } from './calendar-turns.js';

/** Of ten connections two. */
const atOnce = 2;
const mostWaiting = 32;

describe('calendars', () => {
  const settled = () => new Promise((resolve) => setImmediate(resolve));

  it('are read two at a time, in the order in which they were asked for, and refused beyond a line', async () => {
    const turns = new CalendarTurns(new DatabaseConfig());
    const begun: number[] = [];
    const endings: (() => void)[] = [];
    const all = Array.from({ length: atOnce + mostWaiting }, (_, index) =>
      turns.run(() => {
        begun.push(index);
        return new Promise<void>((resolve) => endings.push(resolve));
      }),
    );
    await settled();
    expect(begun).toEqual([0, 1]);
    await expect(turns.run(async () => {})).rejects.toMatchObject({
      faults: [{ status: 503, headers: { 'Retry-After': '5' } }],
    });
    endings[0]?.();
    await settled();
    expect(begun).toEqual([0, 1, 2]);
    for (let ended = 1; ended < all.length; ended++) {
      endings[ended]?.();
      await settled();
    }
    await Promise.all(all);
    expect(begun).toEqual(all.map((_, index) => index));
  });

  it('that fail give their turn back', async () => {
    const turns = new CalendarTurns(new DatabaseConfig());
    const fail = () => turns.run(() => Promise.reject(new Error('lost')));
    for (let count = 0; count <= atOnce; count++) await expect(fail()).rejects.toThrow('lost');
    expect(await turns.run(() => Promise.resolve('read'))).toBe('read');
  });
});
