import { Drawing, hsl, svgOf } from './drawing.js';
import { lettering, letteringWidth } from './lettering.js';
import { type MarkName, marks } from './logo.marks.js';

export interface Logo {
  readonly name: string;
  readonly mark: MarkName;
  /** 0..359 */
  readonly hue: number;
}

const margin = 20;
const markSize = 160;
const capitals = 58;

/** A mark and a wordmark beside it, on nothing. */
export function drawLogo({ hue, mark, name }: Logo): Drawing {
  const ink = hsl(hue, 62, 30);
  const spark = hsl(hue + 150, 68, 52);
  const left = margin + markSize + 36;
  const width = Math.ceil(left + letteringWidth(name, capitals) + margin + 10);
  const height = markSize + 2 * margin;
  const y = (height - capitals) / 2;
  return new Drawing(
    svgOf(
      { width, height },
      placed(marks[mark]({ ink, spark }), { x: margin, y: margin, size: markSize }),
      lettering(name, { x: left, y, height: capitals, color: ink, weight: 1.1 }),
    ),
    'png',
    `Logo of ${name}`,
  );
}

/** What hangs over a stand: the mark large and cut off, and the name. */
export function drawBanner({ hue, mark, name }: Logo): Drawing {
  const canvas = { width: 1500, height: 500 };
  const pale = { ink: hsl(hue, 50, 36), spark: hsl(hue, 52, 40) };
  const bright = { ink: '#fff', spark: hsl(hue + 150, 80, 70) };
  const shapes = [
    `<rect width="1500" height="500" fill="${hsl(hue, 52, 30)}"/>`,
    placed(marks[mark](pale), { x: 860, y: -110, size: 720 }),
    placed(marks[mark](bright), { x: 110, y: 160, size: 180 }),
    lettering(name, { x: 350, y: 210, height: 80, maxWidth: 1050, color: '#fff', weight: 1.05 }),
  ];
  return new Drawing(svgOf(canvas, ...shapes), 'jpeg', `Banner of ${name}`);
}

/** A mark alone on a coloured ground. */
export function drawEmblem({ hue, mark, name }: Logo): Drawing {
  const canvas = { width: 600, height: 600 };
  const inks = { ink: '#fff', spark: hsl(hue + 150, 80, 70) };
  const ground = `<rect width="600" height="600" fill="${hsl(hue, 50, 38)}"/>`;
  return new Drawing(
    svgOf(canvas, ground, placed(marks[mark](inks), { x: 150, y: 150, size: 300 })),
    'png',
    `Emblem of ${name}`,
  );
}

function placed(
  shapes: string,
  { size, x, y }: { readonly x: number; readonly y: number; readonly size: number },
): string {
  return `<g transform="translate(${x} ${y}) scale(${size / 100})">${shapes}</g>`;
}
