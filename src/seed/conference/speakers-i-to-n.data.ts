import type { SpeakerSketch } from './speaker-sketch.js';

export const speakersIToN: readonly SpeakerSketch[] = [
  {
    key: 'ines',
    name: 'Inês Carvalhosa',
    position: 'Data engineer',
    organisation: 'Almanac',
    from: ['Setúbal', 'Portugal'],
    biography:
      'Inês turns ships’ logs into tables. She knows eleven ways in which noon can be wrong, and has met people from each.',
    look: { hair: 'ponytail', hairColor: 'brown', skin: 1, extras: ['glasses'] },
  },
  {
    key: 'joaquim',
    name: 'Joaquim Penedral',
    position: 'Principal engineer',
    organisation: 'Undertow',
    from: ['Florianópolis', 'Brazil'],
    biography:
      'Joaquim has deleted more code than he has written, and sleeps well. He teaches a yearly course called “Less”.',
    look: { hair: 'curls', hairColor: 'silver', skin: 2, extras: ['glasses', 'stubble'] },
  },
  {
    key: 'jonas',
    name: 'Jonas Brandeby',
    position: 'Interaction designer',
    organisation: 'Studio Tangent',
    from: ['Malmö', 'Sweden'],
    biography:
      'Jonas broke his wrist in 2018 and has designed for keyboards ever since. The wrist is fine. The keyboards stayed.',
    look: { hair: 'swept', hairColor: 'blond', skin: 0, extras: ['stubble'] },
  },
  {
    key: 'katrin',
    name: 'Katrín Hraunfjörð',
    position: 'Host',
    organisation: 'Longshore',
    from: ['Reykjavík', 'Iceland'],
    biography:
      'Katrín began Longshore in a net shed with thirty chairs. She still puts up the chairs.',
    experience: 'Has opened every Longshore, once by candlelight.',
    look: { hair: 'bun', hairColor: 'copper', skin: 0, extras: ['earrings'] },
  },
  {
    key: 'kofi',
    name: 'Kofi Asantewell',
    position: 'Archivist',
    organisation: 'Coastal Records Trust',
    from: ['Cape Coast', 'Ghana'],
    biography:
      'Kofi keeps four centuries of harbour records and the database in which they are found. He trusts the paper more, and says why.',
    experience: 'Lectures on archives since 2004; this is his second software conference.',
    look: { hair: 'bald', hairColor: 'silver', skin: 5, extras: ['beard', 'glasses'] },
    isFeatured: true,
  },
  {
    key: 'lautaro',
    name: 'Lautaro Belgrandi',
    position: 'Teacher',
    organisation: 'Taller del Puerto',
    from: ['Rosario', 'Argentina'],
    biography:
      'Lautaro has taught two thousand people to solder and has been burnt by each of them once.',
    look: { hair: 'quiff', hairColor: 'chestnut', skin: 2, extras: ['moustache'] },
  },
  {
    key: 'lev',
    name: 'Lev Abramczyn',
    position: 'Database engineer',
    organisation: 'Independent',
    from: ['Gdynia', 'Poland'],
    biography:
      'Lev maintains an extension for full-text search in languages that have more cases than speakers.',
    look: { hair: 'sidePart', hairColor: 'brown', skin: 0, extras: ['beard', 'glasses'] },
  },
  {
    key: 'mateusz',
    name: 'Mateusz Wilgorski',
    position: 'Operations engineer',
    organisation: 'Tern Hosting',
    from: ['Sopot', 'Poland'],
    biography:
      'Mateusz keeps nine thousand small websites alive and answers the telephone himself. It rings twice a year.',
    look: { hair: 'cropped', hairColor: 'blond', skin: 0, extras: ['stubble'] },
  },
  {
    key: 'mirela',
    name: 'Mirela Dobrescan',
    position: 'Database administrator',
    organisation: 'Fathomline',
    from: ['Constanța', 'Romania'],
    biography:
      'Mirela has carried out six hundred migrations on tables that nobody may lock. She counts them on a string of glass beads.',
    look: { hair: 'waves', hairColor: 'black', skin: 1, extras: ['earrings'] },
  },
  {
    key: 'nilufer',
    name: 'Nilüfer Demirsay',
    position: 'Reliability engineer',
    organisation: 'Driftless',
    from: ['Trabzon', 'Türkiye'],
    biography:
      'Nilüfer kills servers on Tuesdays, with notice, and writes them an obituary. The archive of obituaries is good reading.',
    look: { hair: 'headscarf', hairColor: 'black', skin: 1 },
  },
];
