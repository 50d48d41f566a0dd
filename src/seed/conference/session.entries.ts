import { drawDeck } from '../drawing/deck.js';
import { type SeedEntry, named } from '../seed-entry.js';
import type { ConferenceDays } from './conference-days.js';
import { part, programmer } from './conference.part.js';
import { decks } from './decks.data.js';
import { eventAttributes } from './event.data.js';
import { sessionTypes, tracks } from './programme.data.js';
import type { SessionSketch } from './session-sketch.js';
import { sessionsOfDayOne } from './sessions-day-one.data.js';
import { sessionsOfDayThree } from './sessions-day-three.data.js';
import { sessionsOfDayTwo } from './sessions-day-two.data.js';
import { sessionsUnscheduled } from './sessions-unscheduled.data.js';
import { speakers } from './speaker.entries.js';

const sessions = [
  ...sessionsOfDayOne,
  ...sessionsOfDayTwo,
  ...sessionsOfDayThree,
  ...sessionsUnscheduled,
];

export function sessionEntries(days: ConferenceDays): readonly SeedEntry[] {
  return sessions.map((session) =>
    part('session', session.key, {
      by: session.by ?? programmer,
      attributes: { ...attributesOf(session), ...scheduleOf(session, days), ...linksOf(session) },
      ...(decks[session.key] && { documents: { slides: [slidesOf(session)] } }),
      related: {
        track: named('track')(session.track),
        'session-type': named('session-type')(session.type),
        speakers: session.speakers.map(named('speaker')),
        ...(session.at && { microlocation: named('microlocation')(session.at[2]) }),
      },
    }),
  );
}

function attributesOf({ abstract, comments, takeaways = [], ...session }: SessionSketch) {
  const list = takeaways.map((one) => `<li>${one}</li>`).join('');
  return {
    title: session.title,
    subtitle: session.subtitle ?? null,
    level: session.level ?? null,
    language: 'en',
    state: session.state ?? 'confirmed',
    comments: comments ?? null,
    'short-abstract': `<p>${abstract}</p>`,
    'long-abstract': list === '' ? null : `<p>You take home:</p><ul>${list}</ul>`,
  };
}

function scheduleOf({ at, type }: SessionSketch, days: ConferenceDays) {
  if (at === undefined) return {};
  const startsAt = days.at(at[0], at[1]);
  return { 'starts-at': startsAt, 'ends-at': days.after(startsAt, sessionTypes[type].length) };
}

/** Workshops have few places; what happens in the two large rooms can be watched from afar. */
function linksOf({ at, key, type }: SessionSketch) {
  if (at === undefined) return {};
  if (type === 'workshop') return { 'signup-url': `https://tickets.example/longshore/${key}` };
  const isStreamed = at[2] === 'hall' || at[2] === 'loft';
  return isStreamed ? { 'video-url': `https://video.example/longshore/${key}` } : {};
}

function slidesOf({ key, speakers: keys, title, track }: SessionSketch) {
  const names = speakers.filter((one) => keys.includes(one.key)).map(({ name }) => name);
  const pdf = drawDeck({
    title,
    speaker: names.join(', '),
    event: `${eventAttributes.name} · ${eventAttributes['location-name']}`,
    color: tracks[track].color,
    slides: decks[key] ?? [],
  });
  return { title: 'Slides', pdf };
}
