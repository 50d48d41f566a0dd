import type { SessionSketch } from './session-sketch.js';

export const sessionsOfDayThree: readonly SessionSketch[] = [
  {
    key: 'repair',
    title: 'Repair Is a Feature',
    speakers: ['aroha'],
    track: 'plenary',
    type: 'keynote',
    at: [3, '09:30', 'hall'],
    abstract:
      'A boat is built so that each plank can be taken out. Most software is built so that nothing can. Aroha takes a program apart on stage, mends it and puts it together again, with everybody watching what the parts were for.',
    takeaways: [
      'Seams: where a program wants to be opened',
      'Spare parts for things that have no parts',
      'Charging for repair, and being thanked',
    ],
  },
  {
    key: 'keyboard',
    title: 'Keyboard First, and Everyone Follows',
    speakers: ['jonas'],
    track: 'web',
    type: 'talk',
    level: 'intermediate',
    at: [3, '10:30', 'hall'],
    abstract:
      'What works without a mouse works with a switch, a voice and a toddler on one arm. A design process that begins at the Tab key and ends somewhere better than it would have otherwise.',
    state: 'accepted',
  },
  {
    key: 'whales',
    title: 'Listening to Whales With a Potato',
    speakers: ['dembe'],
    track: 'small',
    type: 'talk',
    level: 'beginner',
    at: [3, '10:30', 'cellar'],
    abstract:
      'The hydrophone is real, and so is the whale. The potato is what is left of the budget. How forty microcontrollers at two euros each find their place in the water and agree on the time.',
    takeaways: ['Clocks that drift together', 'Sending ten bytes from the bottom of the sea'],
    state: 'accepted',
  },
  {
    key: 'tide-clock',
    title: 'Workshop: Solder a Tide Clock',
    speakers: ['lautaro', 'haruka'],
    track: 'small',
    type: 'workshop',
    level: 'beginner',
    at: [3, '11:00', 'knot'],
    abstract:
      'Two hours, eleven parts, one hand that goes round in twelve hours and twenty-five minutes. Everyone goes home with a clock that knows when the water comes. Twenty places; material costs twelve euros.',
    state: 'accepted',
  },
  {
    key: 'time-zones',
    title: 'Time Zones for People Who Sail',
    speakers: ['ines'],
    track: 'data',
    type: 'talk',
    level: 'intermediate',
    at: [3, '11:20', 'loft'],
    abstract:
      'Ships carry their own noon. So do databases. Eleven stories about logs that could not be put in order, and the two columns that would have saved each of them.',
    takeaways: [
      'An instant, a local time and a place are three things',
      'What to store when the rules may change',
    ],
  },
  {
    key: 'named-after',
    title: 'Named After Someone Who Left',
    speakers: ['ragnhild'],
    track: 'craft',
    type: 'talk',
    level: 'beginner',
    at: [3, '13:30', 'hall'],
    abstract:
      'The service is called Torbjørn. Nobody on the team has met him. Ragnhild has, by now, and brings back what he remembered, what he had forgotten, and what he asked about us.',
    state: 'accepted',
  },
  {
    key: 'one-page',
    title: 'The Smallest Useful Design Document',
    speakers: ['farid'],
    track: 'craft',
    type: 'short',
    level: 'beginner',
    at: [3, '13:30', 'cellar'],
    abstract:
      'One page, four headings, written before the code and read after it. Twenty minutes, of which you write for ten.',
    takeaways: ['What it beats, and by what measure', 'When not to write one'],
  },
  {
    key: 'ten-years',
    title: 'Ten Years From Now, On This Machine',
    speakers: ['oisin', 'sefina', 'dembe', 'nilufer'],
    track: 'plenary',
    type: 'panel',
    at: [3, '14:30', 'hall'],
    abstract:
      'Each guest brings something that has to work in ten years: a picture, a buoy, a service. Oisín asks what could go wrong, and writes it down. In ten years we read it aloud.',
    state: 'accepted',
  },
  {
    key: 'closing',
    title: 'Ebb: Closing Words',
    speakers: ['katrin'],
    track: 'plenary',
    type: 'short',
    at: [3, '15:45', 'hall'],
    abstract:
      'Thanks, lost property, and the chairs. Whoever carries ten of them gets the last of the soup.',
  },
];
