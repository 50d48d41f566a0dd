import { type SeedEntry, named } from '../seed-entry.js';
import { part } from './conference.part.js';
import { feedback } from './feedback.data.js';

export function feedbackEntries(): readonly SeedEntry[] {
  return feedback.map(({ by, comment, rating, session }) =>
    part('feedback', `${by} on ${session ?? 'the event'}`, {
      by,
      attributes: { rating, comment },
      related: session === undefined ? {} : { session: named('session')(session) },
    }),
  );
}
