import type { SessionSketch } from './session-sketch.js';

export const sessionsOfDayOne: readonly SessionSketch[] = [
  {
    key: 'opening',
    title: 'Slack Water: A Welcome',
    subtitle: 'Where the coffee is, and why we are here',
    speakers: ['katrin', 'eyvindur'],
    track: 'plenary',
    type: 'short',
    at: [1, '09:30', 'hall'],
    abstract:
      'Between two tides the water stands still for a while. Katrín opens the doors, Eyvindur reads the forecast for three days, and then it begins.',
  },
  {
    key: 'thirty-years',
    title: 'The Thirty-Year Program',
    speakers: ['solveig'],
    track: 'plenary',
    type: 'keynote',
    at: [1, '10:00', 'hall'],
    abstract:
      'A program that predicts tides has run since 1994 on nine computers, four operating systems and one idea. Its author tells which decisions carried it, which she would take back, and who will have it next.',
    takeaways: [
      'What was never changed, and why that was enough',
      'The three rewrites that did not happen',
      'How to hand over a program to somebody who was born after it',
    ],
  },
  {
    key: 'pager',
    title: 'A Pager That Rings Twice a Year',
    speakers: ['mateusz'],
    track: 'running',
    type: 'talk',
    level: 'intermediate',
    at: [1, '11:00', 'hall'],
    abstract:
      'Nine thousand websites, one person on call, two calls a year. Nothing here is clever: this talk is a list of alerts that were removed, and what was mended in their place.',
    takeaways: [
      'Which alerts are wishes, and which are facts',
      'A weekly hour that pays for itself',
    ],
  },
  {
    key: 'migrations',
    title: 'Migrations Without Holding Your Breath',
    speakers: ['mirela'],
    track: 'data',
    type: 'talk',
    level: 'advanced',
    at: [1, '11:00', 'loft'],
    abstract:
      'Adding a column takes a millisecond, unless somebody is reading. We look at the queue that forms behind a lock, and at six hundred migrations that nobody noticed.',
    takeaways: [
      'Expand, fill, contract: three deploys, none of them brave',
      'Lock timeouts as good manners',
      'How to try a migration on a table that is really full',
    ],
  },
  {
    key: 'ferry',
    title: 'The Page That Loaded on a Ferry',
    speakers: ['elif'],
    track: 'web',
    type: 'talk',
    level: 'beginner',
    at: [1, '11:50', 'hall'],
    abstract:
      'A timetable is forty numbers. Ours weighed three megabytes. How it came down to eleven kilobytes, and what the captain said when it did.',
    takeaways: ['A budget that fits on a sticky note', 'What still works when nothing loads'],
  },
  {
    key: 'weather-station',
    title: 'A Weather Station on Two Watts',
    speakers: ['eyvindur'],
    track: 'small',
    type: 'talk',
    level: 'beginner',
    at: [1, '11:50', 'cellar'],
    abstract:
      'On Grímsey the sun is gone for weeks and the wind is not. A station that measures both has to live on what it measures. With the real thing on the table, running.',
  },
  {
    key: 'restore',
    title: 'Workshop: Restore Before You Need To',
    speakers: ['teodor', 'mirela'],
    track: 'running',
    type: 'workshop',
    level: 'intermediate',
    at: [1, '13:30', 'knot'],
    abstract:
      'Bring a backup; leave knowing whether it is one. In pairs we restore, compare and time it, and write down the number that your colleagues should have known.',
    takeaways: [
      'A restore that you have done with your own hands',
      'Four questions for whoever sells you backups',
    ],
  },
  {
    key: 'deploys',
    title: 'Deploys You Can Sleep Through',
    speakers: ['birte'],
    track: 'running',
    type: 'talk',
    level: 'intermediate',
    at: [1, '13:30', 'hall'],
    abstract:
      'A deploy is a promise that the old and the new can stand each other for ten minutes. Birte shows what both sides have to say to each other in that time.',
    state: 'accepted',
  },
  {
    key: 'correspondence',
    title: 'Code Review as Correspondence',
    speakers: ['tamsin'],
    track: 'craft',
    type: 'talk',
    level: 'beginner',
    at: [1, '14:20', 'loft'],
    abstract:
      'Editors have argued with authors by letter for three hundred years and stayed friends. What they know about margins, silence and the second draft, put to use on a pull request.',
    takeaways: ['Three kinds of comment, and when to send none', 'How to say no to a friend'],
  },
  {
    key: 'every-pixel',
    title: 'Every Pixel Accounted For',
    speakers: ['weishan'],
    track: 'pictures',
    type: 'talk',
    level: 'advanced',
    at: [1, '15:10', 'hall'],
    abstract:
      'A header says how large a picture is. Only its last pixel says whether it is there. A tour of files that open, look right, and are not: from truncated scans to frames that wait for ever.',
    takeaways: [
      'Why reading the header proves nothing',
      'What decoding everything costs, measured',
      'Keeping a hostile picture away from everybody else',
    ],
  },
  {
    key: 'maintainers',
    title: 'Who Maintains the Maintainers?',
    speakers: ['tamsin', 'chiamaka', 'lev', 'joaquim'],
    track: 'craft',
    type: 'panel',
    at: [1, '16:10', 'hall'],
    abstract:
      'Three people on whose spare time other people’s products stand, and an editor who asks what they would need. Questions from the floor from the first minute on.',
    state: 'accepted',
  },
];
