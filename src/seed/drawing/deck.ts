import { literal, pdfOf } from './pdf.js';

export interface Slide {
  readonly title: string;
  readonly points: readonly string[];
}

export interface Deck {
  readonly title: string;
  readonly speaker: string;
  /** Of the conference, at the foot of each page. */
  readonly event: string;
  /** `#rrggbb` */
  readonly color: string;
  readonly slides: readonly Slide[];
}

const page = { width: 960, height: 540 };
const paper = '#fbf9f4';
const ink = '#1f2933';

/** Deck → a PDF: a title page, and one for each slide. */
export function drawDeck(deck: Deck): Buffer {
  const pages = [cover(deck), ...deck.slides.map((slide, index) => inner(slide, index + 2, deck))];
  return pdfOf(deck.title, pages, page);
}

function cover({ color, event, speaker, title }: Deck): string {
  const lines = wrapped(title);
  const top = 330 + (lines.length - 1) * 30;
  return [
    filled(color, `0 0 ${page.width} ${page.height} re`),
    swells(color),
    ...lines.map((line, index) =>
      text(line, { x: 80, y: top - index * 60, size: 50, font: 1, color: '#ffffff' }),
    ),
    text(speaker, { x: 80, y: top - lines.length * 60 - 6, size: 26, font: 0, color: '#ffffff' }),
    text(event, { x: 80, y: 44, size: 16, font: 0, color: '#ffffff' }),
  ].join('\n');
}

function inner({ points, title }: Slide, number: number, { color, event }: Deck): string {
  return [
    filled(paper, `0 0 ${page.width} ${page.height} re`),
    filled(color, `0 ${page.height - 14} ${page.width} 14 re`),
    text(title, { x: 80, y: 420, size: 38, font: 1, color: ink }),
    filled(color, '80 398 64 6 re'),
    ...points.flatMap((point, index) => {
      const y = 330 - index * 54;
      return [
        filled(color, `82 ${y + 5} 10 10 re`),
        text(point, { x: 112, y, size: 24, font: 0, color: ink }),
      ];
    }),
    text(event, { x: 80, y: 34, size: 14, font: 0, color: '#7b8794' }),
    text(String(number), { x: 860, y: 34, size: 14, font: 0, color: '#7b8794' }),
  ].join('\n');
}

interface Style {
  readonly x: number;
  /** Of the baseline, from below. */
  readonly y: number;
  readonly size: number;
  readonly font: 0 | 1;
  readonly color: string;
}

function text(words: string, { color, font, size, x, y }: Style): string {
  return `BT ${rgb(color)} rg /F${font} ${size} Tf ${x} ${y} Td ${literal(words)} Tj ET`;
}

function filled(color: string, path: string): string {
  return `${rgb(color)} rg ${path} f`;
}

/** A sea along the foot of the page, in a lighter shade. */
function swells(color: string): string {
  const swell = (from: number) =>
    `${from + 40} 118 ${from + 80} 118 ${from + 120} 96 c ${from + 160} 74 ${from + 200} 74 ${from + 240} 96 c`;
  const row = [0, 240, 480, 720].map(swell).join(' ');
  return `${rgb(color, 0.22)} rg 0 0 m 0 96 l ${row} ${page.width} 0 l f`;
}

/** @param white how much of it is mixed in, 0..1 */
function rgb(color: string, white = 0): string {
  return [1, 3, 5]
    .map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255)
    .map((share) => (share + (1 - share) * white).toFixed(3))
    .join(' ');
}

/** Lines of at most thirty characters. */
function wrapped(words: string): readonly string[] {
  return words.match(/\S.{0,29}(?!\S)/g) ?? [];
}
