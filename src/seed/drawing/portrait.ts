import { Drawing, hsl, svgOf } from './drawing.js';
import { type Hair, type HairStyle, hairStyles } from './hair.data.js';
import { backdrop, clothes, faceOf, headOf } from './portrait.parts.js';
import { type Random, pick, randomFrom } from './random.js';

export type Extra = 'beard' | 'earrings' | 'freckles' | 'glasses' | 'moustache' | 'stubble';

export interface Portrait {
  readonly name: string;
  readonly hair: HairStyle;
  readonly hairColor: keyof typeof hairColors;
  /** From light to dark. */
  readonly skin: 0 | 1 | 2 | 3 | 4 | 5;
  readonly extras?: readonly Extra[];
  readonly seed: number;
}

/** What all parts of one portrait are coloured with. */
export interface Palette {
  readonly skin: string;
  readonly shade: string;
  readonly blush: string;
  readonly hair: string;
  readonly line: string;
  /** In degrees; that of the clothes. */
  readonly hue: number;
}

const canvas = { width: 640, height: 640 };

const skins = [
  ['#f6d7c3', '#e8bda4', '#ec9f8c'],
  ['#eec2a0', '#dda67f', '#df8a70'],
  ['#d9a178', '#c3875d', '#c9745a'],
  ['#b97a50', '#9f633c', '#a9573f'],
  ['#8f5a3a', '#774729', '#87412d'],
  ['#66402b', '#51301e', '#6d3226'],
] as const;

const hairColors = {
  black: '#1d1a1f',
  brown: '#4a2f22',
  chestnut: '#7a4526',
  copper: '#b5562a',
  blond: '#d9ae62',
  silver: '#b9bcc4',
  white: '#e9e8e6',
  teal: '#1f7a82',
};

/** A head and shoulders of flat shapes; the seed chooses colours, clothes and expression. */
export function drawPortrait(portrait: Portrait): Drawing {
  const { extras = [], hair, hairColor, seed, skin } = portrait;
  const random = randomFrom(seed);
  const [light, shade, blush] = skins[skin];
  const hue = random() * 360;
  const line = skin > 3 ? '#1c0f0a' : '#3a2620';
  const colors = { skin: light, shade, blush, hair: hairColors[hairColor], line, hue };
  const { back = '', front }: Hair = hairStyles[hair];
  const cover = coverOf(hair, colors, random);
  const shapes = [
    backdrop(hue, random),
    `<path d="${back}" fill="${cover.back}"/>`,
    clothes(colors, random),
    headOf(colors),
    faceOf({ colors, extras, random }),
    `<path d="${front}" fill="${cover.front}" fill-rule="evenodd"/>`,
  ];
  return new Drawing(svgOf(canvas, ...shapes), 'jpeg', wordsFor(portrait));
}

function wordsFor({ extras = [], hair, name }: Portrait): string {
  const worn = hair === 'beanie' || hair === 'headscarf' ? [`a ${hair}`] : [];
  const seen = [...worn, ...extras.map((extra) => articled[extra])];
  return `Drawn portrait of ${name}${seen.length === 0 ? '' : ` with ${seen.join(' and ')}`}`;
}

const articled: Readonly<Record<Extra, string>> = {
  beard: 'a beard',
  earrings: 'earrings',
  freckles: 'freckles',
  glasses: 'glasses',
  moustache: 'a moustache',
  stubble: 'stubble',
};

/** What is worn on the head is of cloth, and under a hat there is hair. */
function coverOf(style: HairStyle, { hair, hue }: Palette, random: Random) {
  const cloth = hsl(hue + pick(random, [150, 180, 210]), 50, 45);
  if (style === 'headscarf') return { back: cloth, front: hsl(hue + 180, 48, 52) };
  return style === 'beanie' ? { back: hair, front: cloth } : { back: hair, front: hair };
}
