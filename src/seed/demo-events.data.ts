import type { Poster } from './poster.js';

export interface DemoEvent {
  /** By member name. */
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly poster: Poster;
}

interface Sketch {
  readonly name: string;
  readonly description: string;
  readonly place: readonly [name: string, latitude: number, longitude: number];
  readonly timezone: string;
  readonly inDays: number;
  readonly days: number;
  readonly hue: number;
}

const sketches: readonly Sketch[] = [
  {
    name: 'Lanterns on the Canal',
    description: '<p>An evening of light, boats and brass bands along the water.</p>',
    place: ['Canal Saint-Martin, Paris', 48.8722, 2.3643],
    timezone: 'Europe/Paris',
    inDays: 21,
    days: 1,
    hue: 28,
  },
  {
    name: 'Postgres & Pictures',
    description: '<p>Two days on databases that keep <em>what you gave them</em>.</p>',
    place: ['Kulturbrauerei, Berlin', 52.5397, 13.4129],
    timezone: 'Europe/Berlin',
    inDays: 45,
    days: 2,
    hue: 212,
  },
  {
    name: 'Night of the Long Takes',
    description: '<p>Five films, five shots. Bring a cushion.</p>',
    place: ['Cine Doré, Madrid', 40.4114, -3.699],
    timezone: 'Europe/Madrid',
    inDays: 60,
    days: 1,
    hue: 348,
  },
  {
    name: 'Open Gardens Weekend',
    description: '<p>Forty gardens that are closed all year, and their gardeners.</p>',
    place: ['Kirstenbosch, Cape Town', -33.9875, 18.4325],
    timezone: 'Africa/Johannesburg',
    inDays: 90,
    days: 3,
    hue: 130,
  },
  {
    name: 'Harbour Jazz',
    description: '<p>Small rooms, big sounds, last ferry at two.</p>',
    place: ['Yokohama Red Brick Warehouse', 35.4526, 139.643],
    timezone: 'Asia/Tokyo',
    inDays: 120,
    days: 2,
    hue: 268,
  },
];

const dayInMilliseconds = 86_400_000;

/** Events that lie ahead of the day on which Marquee is tried. */
export function demoEvents(now: Date): readonly DemoEvent[] {
  return sketches.map((sketch, index) => ({
    attributes: attributesOf(sketch, now),
    poster: { title: sketch.name, subtitle: sketch.place[0], hue: sketch.hue, seed: index + 1 },
  }));
}

function attributesOf({ days, description, inDays, name, place, timezone }: Sketch, now: Date) {
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
