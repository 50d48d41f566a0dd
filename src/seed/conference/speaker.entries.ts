import type { Drawing } from '../drawing/drawing.js';
import { drawPortrait } from '../drawing/portrait.js';
import type { SeedEntry } from '../seed-entry.js';
import { part, programmer } from './conference.part.js';
import { people } from './people.data.js';
import type { SpeakerSketch } from './speaker-sketch.js';
import { speakersAToH } from './speakers-a-to-h.data.js';
import { speakersIToN } from './speakers-i-to-n.data.js';
import { speakersOToZ } from './speakers-o-to-z.data.js';

export const speakers = [...speakersAToH, ...speakersIToN, ...speakersOToZ];

/** Whoever has an account has entered himself while the call was open, and cannot feature himself. */
export function speakerEntries(): readonly SeedEntry[] {
  const accounts = new Set(people.map(({ key }) => key));
  return speakers.map((speaker) => {
    const { isFeatured = false, key } = speaker;
    const attributes = attributesOf(speaker);
    return accounts.has(key)
      ? part('speaker', key, { by: key, attributes })
      : part('speaker', key, {
          by: programmer,
          attributes: { ...attributes, 'is-featured': isFeatured },
        });
  });
}

function attributesOf({ biography, experience, from, key, name, ...rest }: SpeakerSketch) {
  const [city, country] = from;
  return {
    name,
    email: `${key}@speakers.longshore.example`,
    'photo-url': portraitOf(key),
    'short-biography': `<p>${biography}</p>`,
    'speaking-experience': experience ?? null,
    position: rest.position,
    organisation: rest.organisation,
    city,
    country,
    website: `https://${key}.example/`,
    mastodon: `@${key}@social.example`,
  };
}

/** @throws Error where nobody of that key speaks */
export function portraitOf(key: string): Drawing {
  const index = speakers.findIndex((speaker) => speaker.key === key);
  const speaker = speakers[index];
  if (speaker === undefined) throw new Error(`No speaker has the key ${key}`);
  return drawPortrait({ ...speaker.look, name: speaker.name, seed: index + 1 });
}
