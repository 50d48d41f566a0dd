import type { Portrait } from '../drawing/portrait.js';

/** An account. Nobody knows its password until an admin sets one. */
export interface PersonSketch {
  readonly key: string;
  readonly name: readonly [first: string, last: string];
  readonly company?: string;
  readonly details?: string;
  readonly role?: 'organizer' | 'coorganizer';
  /** That of the speaker of the same key when absent. */
  readonly look?: Omit<Portrait, 'name' | 'seed'>;
}

export const people: readonly PersonSketch[] = [
  {
    key: 'ragna',
    name: ['Ragna', 'Sólbakki'],
    company: 'Longshore',
    details: '<p>Makes the programme. Reads every proposal twice.</p>',
    role: 'organizer',
    look: { hair: 'waves', hairColor: 'silver', skin: 0, extras: ['glasses'] },
  },
  {
    key: 'baldur',
    name: ['Baldur', 'Eldhamar'],
    company: 'Longshore',
    details: '<p>Rooms, cables, soup.</p>',
    role: 'coorganizer',
    look: { hair: 'beanie', hairColor: 'brown', skin: 0, extras: ['beard'] },
  },
  {
    key: 'mbali',
    name: ['Mbali', 'Nkosindle'],
    company: 'Longshore',
    details: '<p>Looks after speakers, and knows where each of them is.</p>',
    role: 'coorganizer',
    look: { hair: 'locs', hairColor: 'chestnut', skin: 4, extras: ['earrings'] },
  },
  { key: 'lev', name: ['Lev', 'Abramczyn'] },
  { key: 'saoirse', name: ['Saoirse', 'Dunmaghery'] },
  { key: 'bastian', name: ['Bastian', 'Kielwasser'] },
  {
    key: 'noor',
    name: ['Noor', 'Vandersteyn'],
    details: '<p>Comes for the workshops.</p>',
    look: { hair: 'headscarf', hairColor: 'black', skin: 2, extras: ['glasses'] },
  },
  {
    key: 'piotr',
    name: ['Piotr', 'Zalewniak'],
    look: { hair: 'cropped', hairColor: 'copper', skin: 0, extras: ['stubble'] },
  },
];
