import type { Poster } from './drawing/poster.js';

/** An event in short. */
export interface EventSketch {
  readonly name: string;
  readonly description: string;
  readonly place: readonly [name: string, latitude: number, longitude: number];
  readonly timezone: string;
  readonly inDays: number;
  readonly days: number;
  readonly hue: number;
  readonly scene: Poster['scene'];
  /** Names in the catalogue. */
  readonly kind: readonly [type: string, topic: string, subTopic: string];
}

export const eventSketches: readonly EventSketch[] = [
  {
    name: 'Lanterns on the Canal',
    description: '<p>An evening of light, boats and brass bands along the water.</p>',
    place: ['Canal Saint-Martin, Paris', 48.8722, 2.3643],
    timezone: 'Europe/Paris',
    inDays: 21,
    days: 1,
    hue: 28,
    scene: 'hills',
    kind: ['Festival', 'Arts & Festivals', 'Light Art'],
  },
  {
    name: 'Postgres & Pictures',
    description: '<p>Two days on databases that keep <em>what you gave them</em>.</p>',
    place: ['Kulturbrauerei, Berlin', 52.5397, 13.4129],
    timezone: 'Europe/Berlin',
    inDays: 45,
    days: 2,
    hue: 212,
    scene: 'hills',
    kind: ['Conference', 'Science & Technology', 'Databases'],
  },
  {
    name: 'Night of the Long Takes',
    description: '<p>Five films, five shots. Bring a cushion.</p>',
    place: ['Cine Doré, Madrid', 40.4114, -3.699],
    timezone: 'Europe/Madrid',
    inDays: 60,
    days: 1,
    hue: 348,
    scene: 'hills',
    kind: ['Film Night', 'Film & Media', 'Cinema'],
  },
  {
    name: 'Open Gardens Weekend',
    description: '<p>Forty gardens that are closed all year, and their gardeners.</p>',
    place: ['Kirstenbosch, Cape Town', -33.9875, 18.4325],
    timezone: 'Africa/Johannesburg',
    inDays: 90,
    days: 3,
    hue: 130,
    scene: 'hills',
    kind: ['Open Day', 'Home & Garden', 'Gardens'],
  },
  {
    name: 'Harbour Jazz',
    description: '<p>Small rooms, big sounds, last ferry at two.</p>',
    place: ['Yokohama Red Brick Warehouse', 35.4526, 139.643],
    timezone: 'Asia/Tokyo',
    inDays: 120,
    days: 2,
    hue: 268,
    scene: 'sea',
    kind: ['Concert', 'Music', 'Jazz'],
  },
];
