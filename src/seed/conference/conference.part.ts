import { type SeedEntry, named } from '../seed-entry.js';

export const conference = named('event')('longshore');

/** Key of the account that makes the programme. */
export const programmer = 'ragna';

/** Something that hangs on the conference, made by the organizer unless said otherwise. */
export function part(
  type: string,
  lid: string,
  entry: Pick<SeedEntry, 'attributes' | 'by' | 'documents' | 'related'>,
): SeedEntry {
  return { type, lid, by: programmer, ...entry, related: { event: conference, ...entry.related } };
}
