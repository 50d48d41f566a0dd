import { hsl } from './drawing.js';
import type { Extra, Palette } from './portrait.js';
import { type Random, between, pick } from './random.js';

/** What stands behind the head. */
export function backdrop(hue: number, random: Random): string {
  const ground = hsl(hue + 40, 45, 84);
  const tint = hsl(hue + 40, 50, 76);
  const x = between(random, 140, 500).toFixed(0);
  const pattern = pick(random, [
    `<circle cx="${x}" cy="250" r="250" fill="${tint}"/>`,
    `<path d="M0 ${x}L640 120V640H0Z" fill="${tint}"/>`,
    `<path d="M-40 640L${x} -40H700V640Z" fill="${tint}"/>`,
    [0, 1, 2, 3]
      .map((row) => `<rect y="${40 + row * 160}" width="640" height="80" fill="${tint}"/>`)
      .join(''),
  ]);
  return `<rect width="640" height="640" fill="${ground}"/>${pattern}`;
}

const shoulders = 'M84 640C90 540 170 484 262 470L320 520L378 470C470 484 550 540 556 640Z';

/** Shoulders in one of five garments. */
export function clothes({ hue }: Palette, random: Random): string {
  const cloth = hsl(hue + 180, between(random, 25, 60), between(random, 28, 55));
  const dark = hsl(hue + 180, 40, 22);
  const light = hsl(hue + 150, 30, 93);
  const body = `<path d="${shoulders}" fill="${cloth}"/>`;
  return pick(random, [
    `${body}<path d="M250 470C270 530 370 530 390 470L404 476C388 552 252 552 236 476Z" fill="${dark}"/>`,
    `<path d="${shoulders}" fill="${light}"/><path d="M84 640C90 540 160 490 250 468L306 640ZM556 640C550 540 480 490 390 468L334 640Z" fill="${cloth}"/>`,
    `${body}<path d="M256 440H384L392 500C350 524 290 524 248 500Z" fill="${cloth}" stroke="${dark}" stroke-width="4"/>`,
    `${body}<path d="M254 462L320 528L270 566L226 482ZM386 462L320 528L370 566L414 482Z" fill="${light}"/>`,
    `${body}<path d="M230 474C250 560 390 560 410 474L440 486C420 600 220 600 200 486Z" fill="${dark}" opacity="0.55"/><path d="M282 560V640M358 560V640" stroke="${light}" stroke-width="7"/>`,
  ]);
}

/** Neck, ears and the shape of the head. */
export function headOf({ shade, skin }: Palette): string {
  return `<path d="M268 400H372V480C352 512 288 512 268 480Z" fill="${shade}"/>
    <circle cx="194" cy="304" r="27" fill="${shade}"/><circle cx="446" cy="304" r="27" fill="${shade}"/>
    <path d="M195 270C195 180 250 132 320 132S445 180 445 270C445 370 400 446 320 446S195 370 195 270Z" fill="${skin}"/>`;
}

interface Face {
  readonly colors: Palette;
  readonly extras: readonly Extra[];
  readonly random: Random;
}

export function faceOf({ colors, extras, random }: Face): string {
  const { blush, line, shade } = colors;
  const lift = between(random, -6, 8);
  const has = (extra: Extra, shape: string) => (extras.includes(extra) ? shape : '');
  return [
    has('beard', beard(colors.hair)),
    has('stubble', `<g opacity="0.18">${beard(line)}</g>`),
    `<g fill="${blush}" opacity="0.35"><circle cx="246" cy="346" r="26"/><circle cx="394" cy="346" r="26"/></g>`,
    has('freckles', freckles(shade)),
    eyes(line, lift),
    `<path d="M320 292C312 318 304 334 306 342C314 350 328 350 334 344" fill="none" stroke="${shade}" stroke-width="8" stroke-linecap="round"/>`,
    mouth(random),
    has('moustache', moustache(colors.hair)),
    has('glasses', glasses(random)),
    has('earrings', earrings(random)),
  ].join('');
}

function eyes(line: string, lift: number): string {
  const brows = `M232 ${252 - lift}C248 ${238 - lift} 270 ${238 - lift} 284 ${250 - lift}M356 ${250 - lift}C370 ${238 - lift} 392 ${238 - lift} 408 ${252 - lift}`;
  return `<path d="${brows}" fill="none" stroke="${line}" stroke-width="9" stroke-linecap="round"/>
    <g fill="${line}"><ellipse cx="260" cy="292" rx="11" ry="13"/><ellipse cx="380" cy="292" rx="11" ry="13"/></g>
    <g fill="#fff"><circle cx="264" cy="287" r="4"/><circle cx="384" cy="287" r="4"/></g>`;
}

function mouth(random: Random): string {
  const lips = pick(random, ['#a8443f', '#8f3b3a', '#b65a50']);
  return pick(random, [
    `<path d="M278 384C300 404 340 404 362 384" fill="none" stroke="${lips}" stroke-width="9" stroke-linecap="round"/>`,
    `<path d="M274 380C290 420 350 420 366 380Z" fill="#fff" stroke="${lips}" stroke-width="6" stroke-linejoin="round"/>`,
    `<path d="M286 390C306 398 338 396 358 380" fill="none" stroke="${lips}" stroke-width="9" stroke-linecap="round"/>`,
    `<path d="M280 382C300 412 340 412 360 382Z" fill="${lips}"/>`,
  ]);
}

function beard(color: string): string {
  return `<path d="M194 290C198 330 214 356 240 362C280 348 360 348 400 362C426 356 442 330 446 290C456 400 404 478 320 478S184 400 194 290ZM276 376C290 366 350 366 364 376C368 412 340 420 320 420S272 412 276 376Z" fill="${color}" fill-rule="evenodd"/>`;
}

function moustache(color: string): string {
  return `<path d="M320 360C300 350 276 362 262 384C284 386 306 384 320 374C334 384 356 386 378 384C364 362 340 350 320 360Z" fill="${color}"/>`;
}

function freckles(color: string): string {
  return [
    [232, 330],
    [250, 338],
    [268, 330],
    [372, 330],
    [390, 338],
    [408, 330],
    [300, 322],
    [340, 322],
  ]
    .map(([x, y]) => `<circle cx="${x}" cy="${y}" r="4.5" fill="${color}"/>`)
    .join('');
}

function glasses(random: Random): string {
  const frame = pick(random, ['#20242b', '#7d3b2a', '#2b5a6b', '#8a7a3a']);
  const lens = pick(random, [
    '<circle cx="258" cy="294" r="44"/><circle cx="382" cy="294" r="44"/>',
    '<rect x="212" y="262" width="92" height="66" rx="16"/><rect x="336" y="262" width="92" height="66" rx="16"/>',
  ]);
  return `<g fill="#fff" fill-opacity="0.18" stroke="${frame}" stroke-width="8">${lens}<path d="M303 288C312 280 328 280 337 288M213 286L196 280M427 286L444 280" fill="none"/></g>`;
}

function earrings(random: Random): string {
  const metal = pick(random, ['#e2b33c', '#d8dde3', '#d0654b']);
  return `<g fill="none" stroke="${metal}" stroke-width="7"><circle cx="190" cy="346" r="13"/><circle cx="450" cy="346" r="13"/></g>`;
}
