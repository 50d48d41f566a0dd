import { drawBanner, drawLogo } from '../drawing/logo.js';
import type { SeedEntry } from '../seed-entry.js';
import { type CompanySketch, exhibitors, sponsorTypes, sponsors } from './companies.data.js';
import { part } from './conference.part.js';

/** Sponsors by level, and who has a stand. */
export function companyEntries(): readonly SeedEntry[] {
  return [
    ...sponsors.map((sponsor) =>
      part('sponsor', sponsor.name, {
        attributes: {
          ...common(sponsor),
          level: sponsor.level,
          'sponsor-type': sponsorTypes[sponsor.level],
        },
      }),
    ),
    ...exhibitors.map((exhibitor, position) =>
      part('exhibitor', exhibitor.name, {
        attributes: {
          ...common(exhibitor),
          position,
          status: exhibitor.status,
          'contact-email': `stand@${hostOf(exhibitor)}`,
          'social-links': [
            { name: 'Mastodon', link: `https://social.example/@${nickOf(exhibitor)}` },
          ],
          'banner-url': drawBanner(exhibitor),
        },
      }),
    ),
  ];
}

function common(company: CompanySketch) {
  const { description, name } = company;
  return { name, description, url: `https://${hostOf(company)}/`, 'logo-url': drawLogo(company) };
}

function hostOf(company: CompanySketch): string {
  return `${nickOf(company)}.example`;
}

function nickOf({ name }: CompanySketch): string {
  return name.toLowerCase().replace(/[^a-z]+/g, '-');
}
