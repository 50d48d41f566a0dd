/** Two inks: `ink` for the body of a mark, `spark` for what stands out. */
export interface MarkInks {
  readonly ink: string;
  readonly spark: string;
}

type Draw = (inks: MarkInks) => string;

const turned = (shape: string, degrees: readonly number[]) =>
  degrees.map((angle) => `<g transform="rotate(${angle} 50 50)">${shape}</g>`).join('');

/** Geometric marks on a field of 100 by 100. */
export const marks = {
  anchor: ({ ink, spark }) =>
    `<g fill="none" stroke="${ink}" stroke-width="10" stroke-linecap="round"><path d="M50 28V90M14 58A36 34 0 0 0 86 58M32 42H68"/></g><circle cx="50" cy="18" r="11" fill="none" stroke="${spark}" stroke-width="8"/>`,
  beacon: ({ ink, spark }) =>
    `<path d="M38 34H62L70 96H30Z" fill="${ink}"/><path d="M50 4L64 30H36Z" fill="${ink}"/><path d="M0 14L30 22V34L0 42ZM100 14L70 22V34L100 42Z" fill="${spark}"/>`,
  blocks: ({ ink, spark }) =>
    `<g fill="${ink}"><rect x="4" y="4" width="42" height="42" rx="6"/><rect x="4" y="54" width="42" height="42" rx="6"/><rect x="54" y="54" width="42" height="42" rx="6"/></g><circle cx="75" cy="25" r="21" fill="${spark}"/>`,
  compass: ({ ink, spark }) =>
    `<circle cx="50" cy="50" r="44" fill="none" stroke="${ink}" stroke-width="8"/><path d="M50 14L62 50H38Z" fill="${spark}"/><path d="M50 86L62 50H38Z" fill="${ink}"/>`,
  drop: ({ ink, spark }) =>
    `<path d="M50 2C70 32 84 46 84 64A34 34 0 0 1 16 64C16 46 30 32 50 2Z" fill="${ink}"/><path d="M34 62A18 18 0 0 0 52 82" fill="none" stroke="${spark}" stroke-width="8" stroke-linecap="round"/>`,
  fan: ({ ink, spark }) =>
    `${turned(`<path d="M50 50C34 30 38 10 50 2C62 10 66 30 50 50Z" fill="${ink}"/>`, [0, 72, 144, 216, 288])}<circle cx="50" cy="50" r="10" fill="${spark}"/>`,
  hexagon: ({ ink, spark }) =>
    `<path d="M50 2L92 26V74L50 98L8 74V26Z" fill="${ink}"/><path d="M50 50V98L8 74V26Z" fill="#000" opacity="0.18"/><path d="M50 26L71 38V62L50 74L29 62V38Z" fill="${spark}"/>`,
  kelp: ({ ink, spark }) =>
    `<g fill="none" stroke="${ink}" stroke-width="11" stroke-linecap="round"><path d="M24 96C8 74 40 62 24 40S30 16 24 6M50 96C34 72 66 62 50 38S56 18 50 6"/></g><path d="M76 96C60 74 92 62 76 40S82 16 76 6" fill="none" stroke="${spark}" stroke-width="11" stroke-linecap="round"/>`,
  knot: ({ ink, spark }) =>
    `<g fill="none" stroke-width="12"><circle cx="36" cy="50" r="28" stroke="${ink}"/><circle cx="64" cy="50" r="28" stroke="${spark}"/><path d="M38.5 22.5A28 28 0 0 1 60 36" stroke="${ink}"/></g>`,
  layers: ({ ink, spark }) =>
    `<path d="M50 8L96 32L50 56L4 32Z" fill="${spark}"/><path d="M4 48L50 72L96 48V58L50 82L4 58Z" fill="${ink}"/><path d="M4 70L50 94L96 70V62L50 86L4 62Z" fill="${ink}" opacity="0.6"/>`,
  moon: ({ ink, spark }) =>
    `<path d="M62 4A48 48 0 1 0 96 68A40 40 0 0 1 62 4Z" fill="${ink}"/><circle cx="80" cy="28" r="9" fill="${spark}"/>`,
  peaks: ({ ink, spark }) =>
    `<path d="M2 90L36 22L58 64L68 46L98 90Z" fill="${ink}"/><path d="M36 22L48 45L36 54L25 44Z" fill="${spark}"/>`,
  pulse: ({ ink, spark }) =>
    `<circle cx="50" cy="50" r="46" fill="${ink}"/><path d="M14 52H34L44 26L56 76L64 52H86" fill="none" stroke="${spark}" stroke-width="8" stroke-linecap="round" stroke-linejoin="round"/>`,
  rings: ({ ink, spark }) =>
    `<g fill="none" stroke="${ink}" stroke-width="9"><circle cx="50" cy="50" r="44"/><circle cx="50" cy="50" r="26"/></g><circle cx="50" cy="50" r="10" fill="${spark}"/>`,
  sail: ({ ink, spark }) =>
    `<path d="M46 4V70H6C22 54 40 34 46 4Z" fill="${spark}"/><path d="M54 18C62 40 76 56 94 70H54Z" fill="${ink}"/><path d="M4 78H96C90 92 80 98 66 98H34C20 98 10 92 4 78Z" fill="${ink}"/>`,
  sunrise: ({ ink, spark }) =>
    `<path d="M16 62A34 34 0 0 1 84 62Z" fill="${spark}"/><path d="M2 72H98M14 86H86" stroke="${ink}" stroke-width="9" stroke-linecap="round"/>${turned(`<path d="M50 4V16" stroke="${ink}" stroke-width="8" stroke-linecap="round"/>`, [-56, -28, 0, 28, 56])}`,
  tiles: ({ ink, spark }) =>
    `<g fill="${ink}"><path d="M4 4H48A44 44 0 0 1 4 48ZM96 96H52A44 44 0 0 1 96 52Z"/></g><path d="M52 4H96V48A44 44 0 0 1 52 4ZM4 52A44 44 0 0 1 48 96H4Z" fill="${spark}"/>`,
  waves: ({ ink, spark }) =>
    [20, 50, 80]
      .map(
        (y) =>
          `<path d="M4 ${y}q11.5 -22 23 0t23 0t23 0t23 0" fill="none" stroke="${y === 50 ? spark : ink}" stroke-width="11" stroke-linecap="round"/>`,
      )
      .join(''),
} as const satisfies Readonly<Record<string, Draw>>;

export type MarkName = keyof typeof marks;
