import { Drawing, hsl, svgOf } from './drawing.js';
import { lettering } from './lettering.js';
import { type Random, between, randomFrom } from './random.js';

export interface Poster {
  readonly title: string;
  readonly subtitle: string;
  /** 0..359 */
  readonly hue: number;
  readonly seed: number;
  readonly scene: 'hills' | 'sea';
}

const canvas = { width: 1600, height: 900 };
const { height, width } = canvas;
const board = { top: 640, bottom: 830 };

/** A sky over hills or a sea, and the title between two rows of marquee lamps. */
export function drawPoster({ hue, scene, seed, subtitle, title }: Poster): Drawing {
  const random = randomFrom(seed);
  const layer = scene === 'hills' ? hill : wave;
  const layers = [0.53, 0.64, 0.75].map((level, index) => {
    const shade = hsl(hue + (scene === 'hills' ? -20 : 0), 42, 36 - index * 8);
    return layer(level * height, shade, random);
  });
  const shapes = [sky(hue), sun(random), ...layers, titleBoard({ hue, subtitle, title })];
  const alt = `Poster: ${title}, ${subtitle}, below a sun over ${scene === 'sea' ? 'the sea' : 'hills'}`;
  return new Drawing(svgOf(canvas, ...shapes), 'jpeg', alt);
}

function sky(hue: number): string {
  return `<defs><linearGradient id="sky" x1="0" y1="0" x2="0" y2="1">
      <stop offset="0" stop-color="${hsl(hue, 45, 22)}"/>
      <stop offset="0.75" stop-color="${hsl(hue + 40, 75, 70)}"/>
    </linearGradient></defs>
    <rect width="${width}" height="${height}" fill="url(#sky)"/>`;
}

function sun(random: Random): string {
  const x = between(random, 250, 1350).toFixed(0);
  const y = between(random, 150, 300).toFixed(0);
  const radius = between(random, 60, 120);
  const halo = `<circle cx="${x}" cy="${y}" r="${(radius * 1.5).toFixed(0)}" fill="#fff" opacity="0.12"/>`;
  return `${halo}<circle cx="${x}" cy="${y}" r="${radius.toFixed(0)}" fill="${hsl(48, 95, 88)}"/>`;
}

function hill(level: number, shade: string, random: Random): string {
  const points = Array.from({ length: 9 }, (_, step) => {
    const y = level + 40 - between(random, 0, 150);
    return `${(step * width) / 8},${y.toFixed(0)}`;
  });
  return `<polygon points="0,${height} ${points.join(' ')} ${width},${height}" fill="${shade}"/>`;
}

/** Swells of one length, each row begun somewhere else. */
function wave(level: number, shade: string, random: Random): string {
  const length = between(random, 260, 340);
  const swell = between(random, 24, 40).toFixed(0);
  const start = -length * random();
  const swells = Array.from(
    { length: Math.ceil(width / length) + 1 },
    () => `q${length / 4} -${swell} ${length / 2} 0t${length / 2} 0`,
  );
  return `<path d="M${start} ${level}${swells.join('')}V${height}H${start}Z" fill="${shade}"/>`;
}

function titleBoard({ hue, subtitle, title }: Pick<Poster, 'hue' | 'subtitle' | 'title'>): string {
  const middle = { x: width / 2, anchor: 'middle', maxWidth: width - 200 } as const;
  const cream = hsl(45, 90, 92);
  const lines = [
    lettering(title, { ...middle, y: 684, height: 58, color: cream, weight: 0.95 }),
    lettering(subtitle, { ...middle, y: 774, height: 24, color: hsl(45, 60, 80), weight: 0.8 }),
  ];
  const ground = `<rect y="${board.top}" width="${width}" height="${board.bottom - board.top}" fill="${hsl(hue, 30, 10)}"/>`;
  return [ground, lamps(board.top), lamps(board.bottom), ...lines].join('');
}

function lamps(y: number): string {
  return Array.from(
    { length: 32 },
    (_, index) => `<circle cx="${25 + index * 50}" cy="${y}" r="9" fill="${hsl(45, 100, 80)}"/>`,
  ).join('');
}
