import type { SpeakerSketch } from './speaker-sketch.js';

export const speakersAToH: readonly SpeakerSketch[] = [
  {
    key: 'amara',
    name: 'Amara Osei-Lund',
    position: 'Accessibility lead',
    organisation: 'Public Forms Office',
    from: ['Aarhus', 'Denmark'],
    biography:
      'Amara has made tax forms, hospital forms and one wedding form usable with a single thumb. She tests everything on her grandfather’s tablet first.',
    experience: 'Twelve talks and far too many panels since 2016.',
    look: { hair: 'afro', hairColor: 'black', skin: 4, extras: ['earrings'] },
  },
  {
    key: 'aroha',
    name: 'Aroha Tamawhiti',
    position: 'Founder',
    organisation: 'Mend Shed',
    from: ['Nelson', 'New Zealand'],
    biography:
      'Aroha runs a workshop where people bring broken software and go home with working software and a better question. She was a boat builder for eleven years before that.',
    experience: 'Keynotes in six countries, always with a toolbox on the lectern.',
    look: { hair: 'waves', hairColor: 'brown', skin: 2 },
    isFeatured: true,
  },
  {
    key: 'bastian',
    name: 'Bastian Kielwasser',
    position: 'Sound engineer',
    organisation: 'Independent',
    from: ['Lübeck', 'Germany'],
    biography:
      'Bastian builds loudspeakers out of whatever is lying about, and programs that make them sound as if it had been planned.',
    look: { hair: 'beanie', hairColor: 'copper', skin: 0, extras: ['beard'] },
  },
  {
    key: 'birte',
    name: 'Birte Halvorsdam',
    position: 'Release engineer',
    organisation: 'Ninth Wave',
    from: ['Bergen', 'Norway'],
    biography:
      'Birte has not been woken by a deploy since 2019 and would like the same for you. She collects tide tables.',
    look: { hair: 'bob', hairColor: 'blond', skin: 0, extras: ['glasses'] },
  },
  {
    key: 'chiamaka',
    name: 'Chiamaka Nwobilor',
    position: 'Maintainer',
    organisation: 'Lantern mail library',
    from: ['Enugu', 'Nigeria'],
    biography:
      'Chiamaka has looked after a mail library for nine years. Four hundred companies depend on it; two of them have said thank you.',
    look: { hair: 'locs', hairColor: 'black', skin: 5, extras: ['earrings'] },
  },
  {
    key: 'dembe',
    name: 'Dembe Okellowa',
    position: 'Marine biologist',
    organisation: 'Quiet Water Survey',
    from: ['Entebbe', 'Uganda'],
    biography:
      'Dembe listens to whales for a living and to microcontrollers out of necessity. He writes firmware the way he keeps a logbook: in full sentences.',
    look: { hair: 'cropped', hairColor: 'black', skin: 5, extras: ['beard'] },
  },
  {
    key: 'elif',
    name: 'Elif Karasulu',
    position: 'Front-end engineer',
    organisation: 'Strait Ferries',
    from: ['Izmir', 'Türkiye'],
    biography:
      'Elif makes timetables load on ships. Her test bench is the upper deck, between two cell towers and out of reach of both.',
    look: { hair: 'long', hairColor: 'chestnut', skin: 1, extras: ['freckles'] },
  },
  {
    key: 'eyvindur',
    name: 'Eyvindur Skarphólm',
    position: 'Weather observer',
    organisation: 'Skarphólm light station',
    from: ['Grímsey', 'Iceland'],
    biography:
      'Eyvindur has read the same thermometer every three hours for twenty-six years. For the last ten, a machine of his own has read it with him.',
    look: { hair: 'sidePart', hairColor: 'white', skin: 0, extras: ['moustache'] },
  },
  {
    key: 'farid',
    name: 'Farid Benchaouir',
    position: 'Staff engineer',
    organisation: 'Palisade',
    from: ['Oran', 'Algeria'],
    biography:
      'Farid believes that a design fits on one page or is two designs. His own longest document is a recipe.',
    look: { hair: 'quiff', hairColor: 'black', skin: 2, extras: ['stubble'] },
  },
  {
    key: 'hanneke',
    name: 'Hanneke Vloetstra',
    position: 'Site reliability engineer',
    organisation: 'Bollard',
    from: ['Harlingen', 'Netherlands'],
    biography:
      'Hanneke has written forty runbooks and read three. That ratio became a research project.',
    look: { hair: 'fringe', hairColor: 'copper', skin: 0, extras: ['freckles', 'glasses'] },
  },
  {
    key: 'haruka',
    name: 'Haruka Mizunobe',
    position: 'Firmware engineer',
    organisation: 'Minato Instruments',
    from: ['Kobe', 'Japan'],
    biography:
      'Haruka maintains tide gauges whose first engineer retired before she was born. Everything she ships must still be buildable when she retires.',
    look: { hair: 'bob', hairColor: 'black', skin: 1 },
  },
];
