import { randomBytes } from 'node:crypto';
import { drawPortrait } from '../drawing/portrait.js';
import { type SeedEntry, named } from '../seed-entry.js';
import { conference } from './conference.part.js';
import { type PersonSketch, people } from './people.data.js';
import { portraitOf } from './speaker.entries.js';

export function personEntries(): readonly SeedEntry[] {
  return people.map((person, index) => ({
    type: 'user',
    lid: person.key,
    attributes: {
      email: `${person.key}@longshore.example`,
      // Forgotten at once: an admin sets another for whom he wants to be.
      password: randomBytes(24).toString('base64url'),
      'first-name': person.name[0],
      'last-name': person.name[1],
      'public-name': person.name.join(' '),
      company: person.company ?? null,
      details: person.details ?? null,
      'is-profile-public': true,
      'is-verified': true,
      'avatar-url': avatarOf(person, 101 + index),
    },
  }));
}

/** Whoever speaks looks the same in both places. */
function avatarOf({ key, look, name }: PersonSketch, seed: number) {
  if (look === undefined) return portraitOf(key);
  return drawPortrait({ ...look, name: name.join(' '), seed });
}

export function roleEntries(): readonly SeedEntry[] {
  return people.flatMap(({ key, role }) =>
    role === undefined
      ? []
      : [
          {
            type: 'users-events-roles',
            lid: key,
            related: {
              user: named('user')(key),
              event: conference,
              role: named('role')(role),
            },
          },
        ],
  );
}
