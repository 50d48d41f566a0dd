import type { SessionSketch } from './session-sketch.js';

export const sessionsOfDayTwo: readonly SessionSketch[] = [
  {
    key: 'archive',
    title: 'What the Archive Taught the Database',
    speakers: ['kofi'],
    track: 'plenary',
    type: 'keynote',
    at: [2, '09:30', 'hall'],
    abstract:
      'A harbour ledger of 1687 can be read by anyone who can read. The tape of 1987 beside it can be read by nobody. An archivist on what makes a record last, and what programmers keep getting wrong about it.',
    takeaways: [
      'Provenance: who wrote this down, and who says so',
      'Why the box matters more than the paper',
      'Throwing away as a duty',
    ],
  },
  {
    key: 'forms',
    title: 'Forms That Forgive',
    speakers: ['amara'],
    track: 'web',
    type: 'talk',
    level: 'beginner',
    at: [2, '10:30', 'hall'],
    abstract:
      'People type their names with spaces, their telephone numbers with hope and their dates in any order. A form can take it, if it says all that is wrong at once and keeps what was right.',
    takeaways: [
      'All faults together, each beside its field',
      'What to accept, and what to store',
      'Testing with one thumb',
    ],
  },
  {
    key: 'constraints',
    title: 'Constraints Are Kindness',
    speakers: ['priyanka'],
    track: 'data',
    type: 'talk',
    level: 'intermediate',
    at: [2, '10:30', 'loft'],
    abstract:
      'A database that refuses nonsense today spares somebody a weekend in five years. Unique, check, exclude, and the foreign key that everybody is afraid of: what each costs, and what it has cost not to have it.',
    takeaways: [
      'Constraints as documentation that is never out of date',
      'A schema, drawn by hand',
    ],
  },
  {
    key: 'runbook',
    title: 'The Runbook Nobody Opened',
    speakers: ['hanneke'],
    track: 'running',
    type: 'talk',
    level: 'intermediate',
    at: [2, '11:20', 'hall'],
    abstract:
      'We counted who opens runbooks, when, and how far they read. The median reader gives up at step three. What happened when we wrote for that reader.',
  },
  {
    key: 'politely',
    title: 'Killing Our Own Server, Politely',
    speakers: ['nilufer'],
    track: 'running',
    type: 'short',
    level: 'advanced',
    at: [2, '11:20', 'cellar'],
    abstract:
      'Every Tuesday at eleven a machine dies in the middle of its work. Twenty minutes on what we check afterwards: that every answer that was given is still true.',
    takeaways: ['A kill is a test', 'Obituaries, and what they taught us'],
  },
  {
    key: 'aloud',
    title: 'Workshop: Read Your Site Aloud',
    speakers: ['amara', 'elif'],
    track: 'web',
    type: 'workshop',
    level: 'beginner',
    at: [2, '13:00', 'knot'],
    abstract:
      'With a screen reader, headphones and closed eyes, you book a ferry, fail, and find out why. Then we mend it. No earlier knowledge; bring a laptop and a page that you are fond of.',
    takeaways: ['The six keys that are enough to begin', 'A list of ten repairs for your own page'],
  },
  {
    key: 'deleting',
    title: 'Deleting Ninety Thousand Lines',
    speakers: ['joaquim'],
    track: 'craft',
    type: 'talk',
    level: 'intermediate',
    at: [2, '13:00', 'hall'],
    abstract:
      'It took two years, one spreadsheet and no rewrite. How to find out that code is dead, how to tell its author, and what to do when it was not.',
    takeaways: ['Proving that nothing calls it', 'Deleting in an order that can be undone'],
  },
  {
    key: 'firmware',
    title: 'Firmware You Can Still Build in 2050',
    speakers: ['haruka'],
    track: 'small',
    type: 'talk',
    level: 'advanced',
    at: [2, '13:00', 'cellar'],
    abstract:
      'The compiler is gone, the programmer board needs a parallel port, and the gauge is bolted to a pier. What we keep now, on which shelf, so that the next engineer has an easier time.',
    takeaways: [
      'A build that needs nothing from the network',
      'Which parts age, and how fast',
      'Practising the handover every year',
    ],
  },
  {
    key: 'bad-links',
    title: 'Good Enough Before It Is Complete',
    subtitle: 'Pictures on bad links',
    speakers: ['weishan'],
    track: 'pictures',
    type: 'talk',
    level: 'intermediate',
    at: [2, '14:00', 'loft'],
    abstract:
      'Thirty bytes can tell you what a picture will look like. We walk from the placeholder to the last scan, and ask at each step whether anybody needs the next one.',
    state: 'accepted',
  },
  {
    key: 'alt-text',
    title: 'Alt Text, Written by Those Who Were There',
    speakers: ['sefina'],
    track: 'pictures',
    type: 'short',
    level: 'beginner',
    at: [2, '15:15', 'loft'],
    abstract:
      'The photographer knows which fish it is, where the light came from and what is just outside the frame. Let her write the description. With sixteen pictures that you will not be shown.',
  },
  {
    key: 'lightning',
    title: 'Lightning Talks: Five Minutes and a Bell',
    speakers: ['saoirse', 'bastian'],
    track: 'plenary',
    type: 'lightning',
    at: [2, '16:00', 'hall'],
    abstract:
      'Eight talks of five minutes each. Saoirse rings the bell, Bastian plays you off the stage. The list hangs at the door; the last two places are drawn at noon.',
    state: 'accepted',
  },
];
