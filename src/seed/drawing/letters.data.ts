/** A letter of one stroke width: six units high from 0 down to the baseline, drawn from its left edge. */
export interface Letter {
  readonly width: number;
  /** SVG path. */
  readonly path: string;
}

const round = 'M0 2.2A2.2 2.2 0 0 1 4.4 2.2V3.8A2.2 2.2 0 0 1 0 3.8Z';
const bowl = 'M0 6V0H2.3A1.7 1.7 0 0 1 2.3 3.4H0';
const open = 'M4 1.3A2.1 2.1 0 0 0 0 2.1V3.9A2.1 2.1 0 0 0 4 4.7';

/** Capitals, figures and a few signs. Drawn, because a container may have no fonts at all. */
export const letters: Readonly<Record<string, Letter>> = {
  A: { width: 4.4, path: 'M0 6L2.2 0L4.4 6M.8 4H3.6' },
  B: { width: 3.9, path: 'M0 0V6H2.4A1.5 1.5 0 0 0 2.4 3H0M2.1 3A1.5 1.5 0 0 0 2.1 0H0' },
  C: { width: 4, path: open },
  D: { width: 4, path: 'M0 0V6H1.4A2.6 3 0 0 0 1.4 0Z' },
  E: { width: 3.3, path: 'M3.3 0H0V6H3.3M0 3H2.7' },
  F: { width: 3.3, path: 'M3.3 0H0V6M0 3H2.7' },
  G: { width: 4.1, path: 'M4 1.3A2.1 2.1 0 0 0 0 2.1V3.9A2.05 2.1 0 0 0 4.1 3.9V3.3H2.5' },
  H: { width: 4, path: 'M0 0V6M4 0V6M0 3H4' },
  I: { width: 0, path: 'M0 0V6' },
  J: { width: 3, path: 'M3 0V4.4A1.6 1.6 0 0 1 0 4.7' },
  K: { width: 3.9, path: 'M0 0V6M3.7 0L0 3.7M1.3 2.5L3.9 6' },
  L: { width: 3.1, path: 'M0 0V6H3.1' },
  M: { width: 4.8, path: 'M0 6V0L2.4 4L4.8 0V6' },
  N: { width: 4, path: 'M0 6V0L4 6V0' },
  O: { width: 4.4, path: round },
  P: { width: 4, path: bowl },
  Q: { width: 4.4, path: `${round}M2.9 4.4L4.4 6.2` },
  R: { width: 4, path: `${bowl}M2 3.4L3.9 6` },
  S: {
    width: 3.6,
    path: 'M3.5 1.3A1.7 1.5 0 0 0 .1 1.5C.1 3.4 3.6 2.6 3.6 4.5A1.8 1.5 0 0 1 0 4.8',
  },
  T: { width: 4, path: 'M0 0H4M2 0V6' },
  U: { width: 4, path: 'M0 0V4A2 2 0 0 0 4 4V0' },
  V: { width: 4.2, path: 'M0 0L2.1 6L4.2 0' },
  W: { width: 6, path: 'M0 0L1.5 6L3 .8L4.5 6L6 0' },
  X: { width: 4, path: 'M0 0L4 6M4 0L0 6' },
  Y: { width: 4, path: 'M0 0L2 3L4 0M2 3V6' },
  Z: { width: 3.8, path: 'M0 0H3.8L0 6H3.8' },
  Ð: { width: 4.8, path: 'M.8 0V6H2.2A2.6 3 0 0 0 2.2 0ZM0 3H2.2' },
  Ø: { width: 4.4, path: `${round}M.2 6.2L4.2 -.2` },
  '0': { width: 4, path: 'M0 2A2 2 0 0 1 4 2V4A2 2 0 0 1 0 4Z' },
  '1': { width: 1.6, path: 'M0 1.3L1.6 0V6' },
  '2': { width: 3.6, path: 'M0 1.6A1.8 1.8 0 0 1 3.6 1.8C3.6 3 0 5 0 6H3.6' },
  '3': { width: 3.6, path: 'M.2 0H3.4L1.7 2.3A1.85 1.85 0 1 1 0 4.8' },
  '4': { width: 4, path: 'M3 6V0L0 4.4H4' },
  '5': { width: 3.6, path: 'M3.3 0H.6L.3 2.7A1.75 1.75 0 1 1 0 4.9' },
  '6': { width: 3.8, path: 'M3.2 0L.4 3.1A1.9 1.9 0 1 0 1.9 2.3' },
  '7': { width: 3.6, path: 'M0 0H3.6L1.2 6' },
  '8': { width: 3.6, path: 'M1.8 2.9A1.45 1.45 0 1 1 1.81 2.9A1.55 1.55 0 1 1 1.8 2.9' },
  '9': { width: 3.8, path: 'M.6 6L3.4 2.9A1.9 1.9 0 1 0 1.9 3.7' },
  '&': {
    width: 4.6,
    path: 'M4.6 6L1 1.9A1.2 1.2 0 1 1 3 1.7C2.6 2.8 0 3 0 4.5A1.6 1.5 0 0 0 3.5 4.8L4.4 3.2',
  },
  '-': { width: 1.8, path: 'M0 3.2H1.8' },
  '·': { width: 0, path: 'M0 3.1V3.2' },
  '.': { width: 0, path: 'M0 5.9V6' },
  ',': { width: 0.4, path: 'M.4 5.8L0 6.8' },
  '’': { width: 0.4, path: 'M.4 0L0 1' },
  ' ': { width: 1.6, path: '' },
};
