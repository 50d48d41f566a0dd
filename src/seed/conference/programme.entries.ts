import type { SeedEntry } from '../seed-entry.js';
import { part } from './conference.part.js';
import { faqs, rooms, sessionTypes, socialLinks, tracks } from './programme.data.js';

/** Tracks, rooms and session types by their keys, and what is told beside them. */
export function programmeEntries(): readonly SeedEntry[] {
  return [
    ...listed('track', tracks),
    ...listed('session-type', sessionTypes),
    ...listed('microlocation', rooms),
    ...socialLinks.map((link) => part('social-link', link.identifier, { attributes: link })),
    ...faqs.map((faq) => part('faq', faq.question, { attributes: faq })),
  ];
}

function listed(type: string, sketches: Readonly<Record<string, object>>): readonly SeedEntry[] {
  return Object.entries(sketches).map(([key, sketch], position) =>
    part(type, key, { attributes: { ...sketch, position } }),
  );
}
