import { describe, expect, it } from 'vitest';
import { demoEntries } from './demo.entries.js';
import { Drawing } from './drawing/drawing.js';
import { type EntryName, adminLid } from './seed-entry.js';

const entries = demoEntries(new Date('2031-02-03T22:10:00Z'));
const drawings = entries
  .flatMap(({ attributes = {} }) => Object.values(attributes))
  .filter((value) => value instanceof Drawing);
const nameOf = ({ lid, type }: EntryName) => `${type} ${lid}`;

describe('what a first start makes', () => {
  it('names nothing that is not there yet', () => {
    const there = new Set([`user ${adminLid}`, 'role organizer', 'role coorganizer']);
    for (const { by, related = {}, ...entry } of entries) {
      const author = { type: 'user', lid: by ?? adminLid };
      const missing = [author, ...Object.values(related).flat()]
        .map(nameOf)
        .filter((name) => !there.has(name));
      expect(missing, nameOf(entry)).toEqual([]);
      there.add(nameOf(entry));
    }
    expect(there.size).toBe(entries.length + 3);
  });

  it('is drawn without fonts', () => {
    expect(drawings.length).toBeGreaterThan(70);
    for (const { svg } of drawings) expect(svg).not.toMatch(/<text|font/);
  });

  it('draws nothing twice, but those who speak and have an account', () => {
    expect(new Set(drawings.map(({ svg }) => svg)).size).toBe(drawings.length - 3);
  });
});
