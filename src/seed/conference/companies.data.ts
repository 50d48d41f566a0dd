import type { MarkName } from '../drawing/logo.marks.js';

/** Who pays or shows something. None of them exists. */
export interface CompanySketch {
  readonly name: string;
  readonly mark: MarkName;
  readonly hue: number;
  readonly description: string;
}

export interface SponsorSketch extends CompanySketch {
  readonly level: 1 | 2 | 3;
}

export interface ExhibitorSketch extends CompanySketch {
  readonly status: 'accepted' | 'pending';
}

/** By level. */
export const sponsorTypes = { 1: 'Lighthouse', 2: 'Harbour', 3: 'Mooring' } as const;

export const sponsors: readonly SponsorSketch[] = [
  {
    name: 'Fathomline',
    mark: 'drop',
    hue: 205,
    level: 1,
    description:
      'Databases for people who measure the sea. Pays for the captions in both large rooms.',
  },
  {
    name: 'Ninth Wave',
    mark: 'waves',
    hue: 262,
    level: 1,
    description:
      'Release engineering without night shifts. Pays for the travel of first-time speakers.',
  },
  {
    name: 'Tern Hosting',
    mark: 'sail',
    hue: 12,
    level: 2,
    description: 'Nine thousand small websites, and a telephone that a person answers.',
  },
  {
    name: 'Kelp & Quay',
    mark: 'kelp',
    hue: 158,
    level: 2,
    description: 'Schemas drawn by hand, migrations carried out at noon.',
  },
  {
    name: 'Saltbox',
    mark: 'blocks',
    hue: 330,
    level: 2,
    description: 'Takes in pictures from strangers and gives back pictures that are safe to show.',
  },
  {
    name: 'Palisade',
    mark: 'layers',
    hue: 110,
    level: 3,
    description: 'Access rules that fit on one page.',
  },
  {
    name: 'Heron Type',
    mark: 'fan',
    hue: 288,
    level: 3,
    description: 'Letters for small screens and tired eyes. Drew the signs in the house.',
  },
  {
    name: 'Undertow',
    mark: 'rings',
    hue: 190,
    level: 3,
    description: 'Finds the code that nobody calls. Brings the coffee.',
  },
  {
    name: 'Skerry',
    mark: 'peaks',
    hue: 222,
    level: 3,
    description: 'Maps for places that move. Prints the floor plans.',
  },
];

export const exhibitors: readonly ExhibitorSketch[] = [
  {
    name: 'Minato Instruments',
    mark: 'compass',
    hue: 198,
    status: 'accepted',
    description: 'Tide gauges from five decades, all of them running. You may turn the cranks.',
  },
  {
    name: 'Taller del Puerto',
    mark: 'sunrise',
    hue: 24,
    status: 'accepted',
    description: 'A soldering bench for eight. Come with a broken radio, leave with a working one.',
  },
  {
    name: 'The Slow Dispatch',
    mark: 'moon',
    hue: 268,
    status: 'accepted',
    description: 'Long articles on paper. The printer runs during the breaks.',
  },
  {
    name: 'Quiet Water Survey',
    mark: 'pulse',
    hue: 180,
    status: 'accepted',
    description: 'A hydrophone hangs in the harbour; listen in on headphones.',
  },
  {
    name: 'Coastal Records Trust',
    mark: 'tiles',
    hue: 38,
    status: 'accepted',
    description: 'Ledgers of three centuries behind glass, and one to leaf through with gloves.',
  },
  {
    name: 'Mend Shed',
    mark: 'knot',
    hue: 142,
    status: 'pending',
    description: 'Bring broken software. We look at it together.',
  },
];
