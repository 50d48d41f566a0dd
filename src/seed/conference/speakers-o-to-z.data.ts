import type { SpeakerSketch } from './speaker-sketch.js';

export const speakersOToZ: readonly SpeakerSketch[] = [
  {
    key: 'oisin',
    name: 'Oisín Garvalagh',
    position: 'Journalist',
    organisation: 'The Slow Dispatch',
    from: ['Killybegs', 'Ireland'],
    biography:
      'Oisín writes long articles about short-lived technology. He interviews machines by switching them on.',
    look: { hair: 'curls', hairColor: 'copper', skin: 0, extras: ['beard'] },
  },
  {
    key: 'priyanka',
    name: 'Priyanka Chandravar',
    position: 'Data architect',
    organisation: 'Kelp & Quay',
    from: ['Kochi', 'India'],
    biography:
      'Priyanka has removed nullable columns from three banks. She draws every schema by hand before she types it.',
    look: { hair: 'long', hairColor: 'black', skin: 3, extras: ['earrings', 'glasses'] },
  },
  {
    key: 'ragnhild',
    name: 'Ragnhild Ostervoll',
    position: 'Engineering manager',
    organisation: 'Skerry',
    from: ['Tromsø', 'Norway'],
    biography:
      'Ragnhild manages a team whose oldest service is named after someone none of them has met. She went to find him.',
    look: { hair: 'ponytail', hairColor: 'silver', skin: 0 },
  },
  {
    key: 'saoirse',
    name: 'Saoirse Dunmaghery',
    position: 'Programmer',
    organisation: 'Independent',
    from: ['Galway', 'Ireland'],
    biography:
      'Saoirse publishes a magazine from a folder of text files and a printer with opinions. She also rings the bell at the lightning talks.',
    look: { hair: 'fringe', hairColor: 'teal', skin: 0, extras: ['freckles'] },
  },
  {
    key: 'sefina',
    name: 'Sefina Taualo',
    position: 'Photographer',
    organisation: 'Reef & Ridge',
    from: ['Apia', 'Samoa'],
    biography:
      'Sefina photographs reefs and describes each picture for people who will never see it. The descriptions have been exhibited without the pictures.',
    look: { hair: 'bun', hairColor: 'black', skin: 3, extras: ['earrings'] },
  },
  {
    key: 'solveig',
    name: 'Solveig Arnadal',
    position: 'Programmer',
    organisation: 'Hydrographic Office',
    from: ['Tórshavn', 'Faroe Islands'],
    biography:
      'Solveig wrote a tide prediction program in 1994. It still runs, she still maintains it, and every ferry in the islands asks it when to leave.',
    experience: 'First talk in 1997. This will be the fortieth, and the last, she says.',
    look: { hair: 'bob', hairColor: 'white', skin: 0, extras: ['glasses'] },
    isFeatured: true,
  },
  {
    key: 'tamsin',
    name: 'Tamsin Carrowmoor',
    position: 'Editor',
    organisation: 'Heron Type',
    from: ['Falmouth', 'United Kingdom'],
    biography:
      'Tamsin edited novels before she edited code. The comments, she says, were shorter and the authors slept better.',
    look: { hair: 'swept', hairColor: 'chestnut', skin: 0, extras: ['glasses', 'earrings'] },
  },
  {
    key: 'teodor',
    name: 'Teodor Kvasnik',
    position: 'Backup engineer',
    organisation: 'Mooring',
    from: ['Koper', 'Slovenia'],
    biography:
      'Teodor restores other people’s databases on a stage, against the clock, from whatever they brought along. He has failed in public four times.',
    look: { hair: 'bald', hairColor: 'brown', skin: 1, extras: ['moustache', 'glasses'] },
  },
  {
    key: 'weishan',
    name: 'Lin Weishan',
    position: 'Imaging engineer',
    organisation: 'Saltbox',
    from: ['Penang', 'Malaysia'],
    biography:
      'Weishan checks pictures for a living: not whether they are beautiful, but whether the last eight rows are really there.',
    look: { hair: 'cropped', hairColor: 'black', skin: 1, extras: ['glasses'] },
  },
];
