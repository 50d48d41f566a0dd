import { catalogueEntries } from './catalogue.entries.js';
import { conferenceEntries } from './conference/conference.entries.js';
import { demoEventEntries } from './demo-events.entries.js';
import type { SeedEntry } from './seed-entry.js';

/** All that the first start makes to be looked at, in an order in which each is there before it is named. */
export function demoEntries(now: Date): readonly SeedEntry[] {
  return [...catalogueEntries(), ...conferenceEntries(now), ...demoEventEntries(now)];
}
