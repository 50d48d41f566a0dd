import { assert, date, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EntryName, SeedEntry } from '../seed-entry.js';
import { ConferenceDays } from './conference-days.js';
import { eventEntry } from './event.entries.js';
import { sessionEntries } from './session.entries.js';
import { speakers } from './speaker.entries.js';

const days = new ConferenceDays(new Date('2031-02-03T22:10:00Z'));
const sessions = sessionEntries(days);

interface Slot {
  readonly lid: string;
  readonly startsAt: string;
  readonly endsAt: string;
}

function timesOf({ attributes = {} }: SeedEntry) {
  const { 'ends-at': endsAt, 'starts-at': startsAt } = attributes as Readonly<
    Record<string, string | undefined>
  >;
  return { startsAt, endsAt };
}

/** Of sessions that have a place in the schedule, by what they need for themselves. */
function slotsBy(needs: (session: SeedEntry) => readonly string[]): ReadonlyMap<string, Slot[]> {
  const slots = new Map<string, Slot[]>();
  for (const session of sessions) {
    const { endsAt, startsAt } = timesOf(session);
    if (startsAt === undefined || endsAt === undefined) continue;
    const slot = { lid: session.lid, startsAt, endsAt };
    for (const need of needs(session)) slots.set(need, [...(slots.get(need) ?? []), slot]);
  }
  return slots;
}

/** ISO texts of one form are in the order of their times. */
function collisions(slots: readonly Slot[]): readonly string[] {
  const inOrder = slots.toSorted((one, other) => (one.startsAt < other.startsAt ? -1 : 1));
  return inOrder.flatMap(({ lid, startsAt }, index) => {
    const before = inOrder[index - 1];
    return before !== undefined && startsAt < before.endsAt ? [`${before.lid} and ${lid}`] : [];
  });
}

const namesIn = (relationship: string) => (session: SeedEntry) =>
  [session.related?.[relationship] ?? []].flat().map(({ lid }: EntryName) => lid);
const roomOf = namesIn('microlocation');
const speakersOf = namesIn('speakers');

describe('the sessions of the conference', () => {
  it('are forty, of which thirty-one stand in the schedule', () => {
    expect(sessions).toHaveLength(40);
    const scheduled = [...slotsBy(({ lid }) => [lid]).keys()];
    const decided = sessions.filter(({ attributes }) =>
      ['accepted', 'confirmed'].includes(attributes?.['state'] as string),
    );
    expect(scheduled).toHaveLength(31);
    expect(decided.map(({ lid }) => lid)).toEqual(scheduled);
  });

  it('never meet in a room, nor at a speaker', () => {
    for (const needs of [roomOf, speakersOf])
      for (const [need, slots] of slotsBy(needs)) expect(collisions(slots), need).toEqual([]);
  });

  it('give each of thirty speakers a place in the schedule', () => {
    const speaking = [...slotsBy(speakersOf).keys()].sort();
    expect(speaking).toEqual(speakers.map(({ key }) => key).sort());
    expect(speaking).toHaveLength(30);
  });

  it('are all within the event', () => {
    const open = timesOf(eventEntry(days)).startsAt ?? '';
    const close = timesOf(eventEntry(days)).endsAt ?? '';
    for (const [slot] of slotsBy(({ lid }) => [lid]).values()) {
      expect(slot!.startsAt > open, slot!.lid).toBe(true);
      expect(slot!.endsAt < close, slot!.lid).toBe(true);
    }
  });
});

describe('the days of the conference', () => {
  const first = new Date('2024-01-01T00:00:00Z');
  const last = new Date('2060-01-01T00:00:00Z');

  it('begin on the first Thursday that is two weeks ahead', () => {
    assert(
      property(date({ min: first, max: last, noInvalidDate: true }), (now) => {
        const start = new Date(new ConferenceDays(now).at(1, '09:00'));
        const ahead = (start.getTime() - now.getTime()) / 86_400_000;
        expect(start.getUTCDay()).toBe(4);
        expect(ahead).toBeGreaterThan(13);
        expect(ahead).toBeLessThan(21.5);
      }),
    );
  });

  it('count from there', () => {
    expect(days.at(1, '09:30')).toBe('2031-02-20T09:30:00.000Z');
    expect(days.at(3, '17:00')).toBe('2031-02-22T17:00:00.000Z');
    expect(days.after('2031-02-20T23:30:00.000Z', '00:45')).toBe('2031-02-21T00:15:00.000Z');
  });
});
