import type { Slide } from '../drawing/deck.js';

/** Session key → its slides, at most five points of fifty characters each. */
export const decks: Readonly<Record<string, readonly Slide[]>> = {
  'thirty-years': [
    {
      title: 'One idea, nine computers',
      points: [
        '1994: a borrowed workstation',
        '2003: under a desk',
        '2011: a cupboard with a fan',
        'Today: somebody else’s cupboard',
      ],
    },
    {
      title: 'What was never changed',
      points: [
        'The input: a text file per harbour',
        'The output: a text file per day',
        'The promise: before six in the morning',
      ],
    },
    {
      title: 'Three rewrites that did not happen',
      points: [
        'The one in the language of the year',
        'The one with the grant',
        'The one I wanted most',
      ],
    },
    {
      title: 'Handing over',
      points: [
        'Write down why, not how',
        'Let them break it while you are there',
        'Then go on holiday',
      ],
    },
  ],
  pager: [
    {
      title: 'Two calls a year',
      points: ['9 000 websites', '1 person on call', '214 alerts in 2017', '9 alerts today'],
    },
    {
      title: 'An alert is a question',
      points: [
        'Must somebody act now?',
        'Does that person know what to do?',
        'If not: it is a report',
      ],
    },
    {
      title: 'The weekly hour',
      points: [
        'Take the loudest alert',
        'Mend its cause, or remove it',
        'Tell everybody which of the two',
      ],
    },
  ],
  migrations: [
    {
      title: 'The queue behind a lock',
      points: ['A reader reads', 'Your ALTER TABLE waits for him', 'Everybody else waits for you'],
    },
    {
      title: 'Expand, fill, contract',
      points: [
        'Add what is new, unused',
        'Fill it in small steps',
        'Use it',
        'Remove what is old, a week later',
      ],
    },
    {
      title: 'Good manners',
      points: [
        "SET lock_timeout = '2s'",
        'Try again, with a pause',
        'Never on a Friday, never at noon',
      ],
    },
    {
      title: 'Rehearsal',
      points: ['A copy that is really full', 'Traffic that really waits', 'A stopwatch'],
    },
  ],
  ferry: [
    {
      title: 'A timetable is forty numbers',
      points: ['3.1 MB in 2019', '11 kB today', 'Same forty numbers'],
    },
    {
      title: 'The budget on a sticky note',
      points: ['One request', 'One second', 'One thumb'],
    },
    {
      title: 'When nothing loads',
      points: [
        'Yesterday’s page, and its date',
        'The telephone number, as text',
        'The captain, on deck two',
      ],
    },
  ],
  'every-pixel': [
    {
      title: 'It opens, so it is fine',
      points: ['A header is a claim', 'A thumbnail is a rumour', 'The last row is the proof'],
    },
    {
      title: 'A small zoo',
      points: [
        'Cut off after the first scan',
        'A frame that waits for ever',
        'Two sizes, both declared',
        'A picture after the picture',
      ],
    },
    {
      title: 'What the proof costs',
      points: [
        'Twelve megapixels: 90 ms on one core',
        'Renditions from the same pass',
        'In a process that may die',
      ],
    },
  ],
  forms: [
    {
      title: 'People type what they have',
      points: ['Names with spaces', 'Numbers with hope', 'Dates in any order'],
    },
    {
      title: 'All faults at once',
      points: ['Each beside its field', 'In words for the reader', 'What was right stays'],
    },
    {
      title: 'Test with one thumb',
      points: ['On a bus', 'In the sun', 'With a child on the other arm'],
    },
  ],
  constraints: [
    {
      title: 'What a constraint says',
      points: [
        'This was thought about',
        'It has been true ever since',
        'You will hear at once if it is not',
      ],
    },
    {
      title: 'The one everybody is afraid of',
      points: ['A foreign key costs an index', 'An orphan costs a weekend', 'Pick one'],
    },
  ],
  repair: [
    {
      title: 'Seams',
      points: [
        'Where does it want to be opened?',
        'What falls out when you do?',
        'Can it be closed again?',
      ],
    },
    {
      title: 'Spare parts',
      points: [
        'A fixture is a spare part',
        'So is a sentence that says why',
        'So is the colleague who knows',
      ],
    },
    {
      title: 'The bill',
      points: [
        'Looking: one hour',
        'Knowing where to look: eleven years',
        'The plank itself: four euros',
      ],
    },
  ],
};
