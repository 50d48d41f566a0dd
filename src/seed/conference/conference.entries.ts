import type { SeedEntry } from '../seed-entry.js';
import { companyEntries } from './company.entries.js';
import { ConferenceDays } from './conference-days.js';
import { callEntries, eventEntry } from './event.entries.js';
import { feedbackEntries } from './feedback.entries.js';
import { personEntries, roleEntries } from './person.entries.js';
import { programmeEntries } from './programme.entries.js';
import { sessionEntries } from './session.entries.js';
import { speakerEntries } from './speaker.entries.js';

/** Longshore: a conference with all that an event can have. */
export function conferenceEntries(now: Date): readonly SeedEntry[] {
  const days = new ConferenceDays(now);
  return [
    ...personEntries(),
    eventEntry(days),
    ...roleEntries(),
    ...callEntries(days),
    ...programmeEntries(),
    ...companyEntries(),
    ...speakerEntries(),
    ...sessionEntries(days),
    ...feedbackEntries(),
  ];
}
