import { type EventSketch, eventSketches } from './demo-events.data.js';
import { drawPoster } from './drawing/poster.js';
import { type SeedEntry, named } from './seed-entry.js';

const dayInMilliseconds = 86_400_000;

/** Small events that lie ahead of the day on which Marquee is tried. */
export function demoEventEntries(now: Date): readonly SeedEntry[] {
  return eventSketches.map((sketch, index) => ({
    type: 'event',
    lid: sketch.name,
    attributes: { ...attributesOf(sketch, now), 'original-image-url': posterOf(sketch, index + 1) },
    related: {
      'event-type': named('event-type')(sketch.kind[0]),
      'event-topic': named('event-topic')(sketch.kind[1]),
      'event-sub-topic': named('event-sub-topic')(sketch.kind[2]),
    },
  }));
}

function posterOf({ hue, name, place, scene }: EventSketch, seed: number) {
  return drawPoster({ title: name, subtitle: place[0], hue, scene, seed });
}

function attributesOf(
  { days, description, inDays, name, place, timezone }: EventSketch,
  now: Date,
) {
  const startsAt = new Date(now.getTime() + inDays * dayInMilliseconds);
  startsAt.setUTCHours(10, 0, 0, 0);
  const endsAt = new Date(startsAt.getTime() + (days - 0.5) * dayInMilliseconds);
  return {
    name,
    description,
    timezone,
    'starts-at': startsAt.toISOString(),
    'ends-at': endsAt.toISOString(),
    'location-name': place[0],
    latitude: place[1],
    longitude: place[2],
    state: 'published',
    'is-map-shown': true,
  };
}
