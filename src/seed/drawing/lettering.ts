import { letters } from './letters.data.js';

/** Where a line of capitals stands, in pixels. */
export interface LetteringPlace {
  readonly x: number;
  /** The upper edge of the capitals. */
  readonly y: number;
  /** Of the capitals. */
  readonly height: number;
  readonly color: string;
  /** Of the strokes, in sixths of the height; 1 by default. */
  readonly weight?: number;
  /** What `x` is: the left edge by default. */
  readonly anchor?: 'left' | 'middle';
  /** The line is made smaller where it would be longer. */
  readonly maxWidth?: number;
}

const unitsHigh = 6;
const gap = 1.7;
/** Over the middle of a letter. */
const acute = 'M-.4 -1.2L.6 -2.4';
const combiningAcute = '\u0301';

/** A line of text as strokes: it looks the same on every machine, with fonts or without. */
export function lettering(text: string, place: LetteringPlace): string {
  const { anchor = 'left', color, maxWidth = Infinity, weight = 1, x, y } = place;
  const { paths, units } = lineOf(text);
  const scale = Math.min(place.height / unitsHigh, maxWidth / units);
  const left = anchor === 'middle' ? x - (units * scale) / 2 : x;
  const top = y + (place.height - unitsHigh * scale) / 2;
  return `<g transform="translate(${left.toFixed(1)} ${top.toFixed(1)}) scale(${scale.toFixed(3)})"
    fill="none" stroke="${color}" stroke-width="${weight}" stroke-linecap="round" stroke-linejoin="round">${paths.join('')}</g>`;
}

/** In pixels. */
export function letteringWidth(text: string, height: number): number {
  return (lineOf(text).units * height) / unitsHigh;
}

function lineOf(text: string): { readonly paths: readonly string[]; readonly units: number } {
  const paths: string[] = [];
  let next = 0;
  let middle = 0;
  for (const sign of text.toUpperCase().normalize('NFD')) {
    if (sign === combiningAcute) paths.push(pathAt(middle, acute));
    const letter = letters[sign];
    if (letter === undefined) continue;
    paths.push(pathAt(next, letter.path));
    middle = next + letter.width / 2;
    next += letter.width + gap;
  }
  return { paths, units: Math.max(next - gap, 0) };
}

function pathAt(x: number, path: string): string {
  return path === '' ? '' : `<path transform="translate(${x.toFixed(2)})" d="${path}"/>`;
}
