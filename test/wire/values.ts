import type { WireAttribute } from './attributes.table.js';

interface Kind {
  /** Each refused, with a pointer to the attribute. */
  readonly wrong: readonly unknown[];
  /** Kept as they are. */
  readonly right: readonly unknown[];
}

/** Blanks, a line break, a zero-width space, a soft hyphen and a byte order mark. */
const invisible = ' \t\n\u00a0\u3000\u200b\u00ad\ufeff';

const httpUrl: Kind = {
  wrong: [5, 'javascript:alert(1)', 'ftp://example.org/a', 'example.org', '//example.org/a', ''],
  right: ['https://example.org/a?b=c#d', 'http://example.org', 'http://localhost:3000/a'],
};

/** Values that attributes of a kind take, and values that they don't. */
const kinds: Readonly<Record<string, Kind>> = {
  text: { wrong: [5, {}, 'nul \u0000', 'half a pair \ud800'], right: ['Ä, 音 and 🎷'] },
  alt: { wrong: [5], right: [] },
  html: { wrong: [5, 'x'.repeat(100_001)], right: ['<p>Bring <em>shoes</em>.</p>'] },
  url: httpUrl,
  profile: {
    wrong: [5, 'javascript:alert(1)', 'data:text/plain,x'],
    right: ['@ada', 'https://example.org/ada'],
  },
  email: { wrong: [5, 'nobody', 'a@b', 'two words@example.org', ''], right: [] },
  password: { wrong: [5, 'seven77', 'x'.repeat(1001)], right: [] },
  boolean: { wrong: [1, 'true', []], right: [true, false] },
  integer: { wrong: ['1', 1.5, 2 ** 31], right: [-3, 2 ** 31 - 1] },
  rating: { wrong: [0, 6, 2.5, '5'], right: [1, 5] },
  latitude: { wrong: [90.1, -90.1, '52'], right: [90, -90, 0, 52.5] },
  longitude: { wrong: [180.1, -180.1, '13'], right: [180, -180, 0, 13.4] },
  'date-time': {
    wrong: ['tomorrow', '2031-01-01', '2031-01-01T09:00:00', '2031-02-30T09:00:00Z', 5],
    right: [],
  },
  'time-zone': {
    wrong: ['Mars/Olympus', '+02:00', 'CEST', '', 5],
    right: ['Asia/Kolkata', 'America/Argentina/Ushuaia', 'UTC'],
  },
  choice: { wrong: ['nonsense', '', 5], right: [] },
  colour: { wrong: ['red', '#36c', '#3366cg', '', 5], right: ['#3366CC', '#ffffff'] },
  length: { wrong: ['90', '1:30', '00:60', '00:00', '', 5], right: ['00:05', '12:00'] },
  image: { wrong: [5, {}], right: [] },
  links: {
    wrong: [
      'x',
      {},
      [5],
      [{ name: 'x' }],
      [{ name: 'x', link: 'javascript:alert(1)' }],
      [{ name: invisible, link: 'https://example.org/plan.pdf' }],
    ],
    right: [
      [],
      [{ name: 'Plan', link: 'https://example.org/plan.pdf' }],
      [{ name: 'Plan', link: 'http://localhost:3000/plan.pdf' }],
    ],
  },
};

export function wrongValues({ kind, limit, required }: WireAttribute): readonly unknown[] {
  return [
    ...kindOf(kind).wrong,
    ...(limit > 0 ? ['x'.repeat(limit + 1)] : []),
    ...(required && kind === 'text' ? ['', invisible] : []),
  ];
}

export function rightValues({ kind, limit }: WireAttribute): readonly unknown[] {
  // A picture is described only where there is one.
  const long = limit > 0 && kind !== 'alt' ? ['x'.repeat(limit)] : [];
  return [...kindOf(kind).right, ...long];
}

function kindOf(name: string): Kind {
  const kind = kinds[name];
  if (kind === undefined) throw new Error(`Nothing is said of values of the kind "${name}"`);
  return kind;
}
