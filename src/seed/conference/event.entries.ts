import { drawDeck } from '../drawing/deck.js';
import { drawLogo } from '../drawing/logo.js';
import { drawPoster } from '../drawing/poster.js';
import { type SeedDocument, type SeedEntry, named } from '../seed-entry.js';
import type { ConferenceDays } from './conference-days.js';
import { conference, part } from './conference.part.js';
import { type Handout, handouts } from './handouts.data.js';
import { callAnnouncement, copyright, eventAttributes } from './event.data.js';

const hue = 196;

export function eventEntry(days: ConferenceDays): SeedEntry {
  const title = eventAttributes.name;
  const subtitle = eventAttributes['location-name'];
  return {
    ...conference,
    attributes: {
      ...eventAttributes,
      'starts-at': days.at(1, '09:00'),
      'ends-at': days.at(3, '17:00'),
      'schedule-published-on': days.fromNow(-3),
      'original-image-url': drawPoster({ title, subtitle, hue, scene: 'sea', seed: 6 }),
      'logo-url': drawLogo({ name: title, mark: 'beacon', hue }),
    },
    documents: { 'document-links': handouts.map(drawn) },
    related: {
      'event-type': named('event-type')('Conference'),
      'event-topic': named('event-topic')('Science & Technology'),
      'event-sub-topic': named('event-sub-topic')('Software'),
    },
  };
}

function drawn({ color, pages, subtitle, title }: Handout): SeedDocument {
  const deck = { title, speaker: subtitle, event: eventAttributes.name, color, slides: pages };
  return { title, pdf: drawDeck(deck) };
}

/** The call for speakers is open until shortly before the conference, and whose the material is. */
export function callEntries(days: ConferenceDays): readonly SeedEntry[] {
  const call = {
    announcement: callAnnouncement,
    'starts-at': days.fromNow(-60),
    'ends-at': days.fromStart(-5),
  };
  return [
    part('speakers-call', 'call', { attributes: call }),
    part('event-copyright', 'copyright', { attributes: { ...copyright, year: days.year } }),
  ];
}
