/** The threads of the programme, in their order. */
export const tracks = {
  plenary: { name: 'Plenary', color: '#1b2a3d' },
  running: { name: 'Keeping It Running', color: '#0b7285' },
  data: { name: 'Data That Stays', color: '#5f3dc4' },
  web: { name: 'A Web for Everyone', color: '#d9480f' },
  craft: { name: 'Craft & Teams', color: '#2b8a3e' },
  small: { name: 'Small Machines', color: '#fcc419' },
  pictures: { name: 'Pictures & Sound', color: '#c2255c' },
} as const;

export type TrackKey = keyof typeof tracks;

export const sessionTypes = {
  keynote: { name: 'Keynote', length: '00:45' },
  talk: { name: 'Talk', length: '00:40' },
  short: { name: 'Short talk', length: '00:20' },
  workshop: { name: 'Workshop', length: '02:00' },
  panel: { name: 'Panel', length: '01:00' },
  lightning: { name: 'Lightning talks', length: '00:45' },
} as const;

export type SessionTypeKey = keyof typeof sessionTypes;

export const rooms = {
  hall: { name: 'Great Hall', room: '0.01', floor: 0 },
  cellar: { name: 'Tar Cellar', room: '-1.02', floor: -1 },
  loft: { name: 'Sail Loft', room: '2.10', floor: 2 },
  knot: { name: 'Knot Room', room: '1.04', floor: 1 },
  shed: { name: 'Net Shed', room: 'Yard', floor: 0 },
} as const;

export type RoomKey = keyof typeof rooms;

export const socialLinks = [
  { name: 'Mastodon', link: 'https://social.example/@longshore', identifier: 'mastodon' },
  { name: 'Recordings', link: 'https://video.example/longshore', identifier: 'video' },
  { name: 'Photographs', link: 'https://pictures.example/longshore', identifier: 'pictures' },
  { name: 'Newsletter', link: 'https://longshore.example/letters', identifier: 'newsletter' },
];

export const faqs = [
  {
    question: 'How do I get there?',
    answer:
      'Kaðlahúsið stands at the west end of the old harbour, twenty minutes on foot from the centre. Bus 14 stops at the gate. There is no car park, and more bicycle racks than bicycles.',
  },
  {
    question: 'Is the house accessible?',
    answer:
      'All rooms but the Tar Cellar are reached without a step; its talks are shown live in the Net Shed. There is an induction loop in the Great Hall, and a quiet room on the first floor that needs no reason.',
  },
  {
    question: 'Are talks captioned and recorded?',
    answer:
      'Everything in the Great Hall and the Sail Loft is captioned by people as it is spoken. Recordings follow within three weeks, once each speaker has agreed.',
  },
  {
    question: 'What is there to eat?',
    answer:
      'Soup, bread and more soup. Every meal is vegan unless it says otherwise, and what it contains is written beside it. Coffee is on from eight.',
  },
  {
    question: 'May I bring a child?',
    answer:
      'Yes, free of charge. There is a room with a carpet and two people who are good at knots. Tell us the age when you register.',
  },
  {
    question: 'Can I return my ticket?',
    answer:
      'Until two weeks before the conference for the full price, after that to somebody on the waiting list: we do the handing over.',
  },
];
