import type { Slide } from '../drawing/deck.js';

export interface Handout {
  /** ASCII, as titles of PDFs are. */
  readonly title: string;
  readonly subtitle: string;
  readonly color: string;
  /** At most five points of fifty characters each. */
  readonly pages: readonly Slide[];
}

/** What the organizers give to everybody who comes. */
export const handouts: readonly Handout[] = [
  {
    title: 'Finding your way',
    subtitle: 'Rooms, stairs and soup',
    color: '#0b7285',
    pages: [
      {
        title: 'Getting there',
        points: [
          'West end of the old harbour',
          'Bus 14 stops at the gate',
          'Twenty minutes on foot from the centre',
          'Bicycle racks in the yard, no car park',
        ],
      },
      {
        title: 'The rooms',
        points: [
          'Great Hall: ground floor, through the gate',
          'Tar Cellar: one floor down, fourteen steps',
          'Knot Room: first floor',
          'Sail Loft: second floor, by stairs or lift',
          'Net Shed: across the yard, where the soup is',
        ],
      },
      {
        title: 'When you need something',
        points: [
          'Yellow lanyards: ask them anything',
          'The quiet room is on the first floor',
          'First aid is behind the coats',
        ],
      },
    ],
  },
  {
    title: 'For speakers',
    subtitle: 'What to bring and when to come',
    color: '#5f3dc4',
    pages: [
      {
        title: 'Before your talk',
        points: [
          'Come to your room in the break before',
          'Try your computer, and the microphone',
          'Say if you do not want to be recorded',
        ],
      },
      {
        title: 'While you speak',
        points: [
          'Captions are written as you talk: breathe',
          'Yellow card: five minutes. Red: one',
          'Questions are repeated into the microphone',
        ],
      },
    ],
  },
];
