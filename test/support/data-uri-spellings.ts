import { randomNumbers } from '../media/pictures.js';
import { type Draft, type Pick, into, quirks } from './data-uri-quirks.js';

/** One way to write a data URI, as it stands in a body: a JSON string, or what only looks like one. */
export interface Spelling {
  readonly json: string;
  /** What was done to it, for whoever reads of a failure. */
  readonly quirks: readonly string[];
}

/** How the characters of a string are written in JSON, right or wrong. */
const writings: Readonly<Record<string, (text: string, pick: Pick) => string>> = {
  plain: (text) => JSON.stringify(text),
  'slashes escaped': (text) => JSON.stringify(text).replaceAll('/', '\\/'),
  'all escaped': (text) => `"${Array.from(text, escaped).join('')}"`,
  'upper case escapes': (text) =>
    `"${Array.from(text, (one) => escaped(one).replace(/[0-9a-f]{4}/g, (digits) => digits.toUpperCase())).join('')}"`,
  'some escaped': (text, pick) =>
    `"${Array.from(text, (one) => (pick([true, false, false]) ? escaped(one) : JSON.stringify(one).slice(1, -1))).join('')}"`,
  'raw characters': (text) => `"${text}"`,
  'an escape that is none': (text, pick) =>
    into(JSON.stringify(text), pick(['\\x41', '\\u00g1', '\\u00', '\\A']), pick([0.3, 0.6])),
  'no end': (text) => JSON.stringify(text).slice(0, -1),
};
const writingNames = Object.keys(writings);
const usualWritings = [
  'plain',
  'plain',
  'slashes escaped',
  'all escaped',
  'upper case escapes',
  'some escaped',
  'raw characters',
];

/** Every kind of spelling, the same ones at every run. */
export function dataUriSpellings(count: number): readonly Spelling[] {
  const random = randomNumbers(34);
  const pick: Pick = (choices) => choices[random(choices.length)]!;
  return Array.from({ length: count }, (_, index) => spellingOf(index, random, pick));
}

function spellingOf(index: number, random: (bound: number) => number, pick: Pick): Spelling {
  const bytes = Buffer.from(Array.from({ length: random(40) }, () => random(256)));
  const draft: Draft = {
    scheme: 'data:',
    type: 'image/png',
    parameters: [],
    marker: ';base64',
    comma: ',',
    data: bytes.toString('base64'),
  };
  // Each quirk by itself first, then in company.
  const chosen = Array.from({ length: random(4) }, () => pick(quirks));
  if (index < quirks.length * 8) chosen.splice(0, 3, quirks[index % quirks.length]!);
  for (const { apply } of chosen) apply(draft, pick);
  const writing = pick(random(12) === 0 ? writingNames : usualWritings);
  const { comma, data, marker, scheme, type } = draft;
  const head = [type, ...draft.parameters].join(';');
  const json = writings[writing]!(`${scheme}${head}${marker}${comma}${data}`, pick);
  return { json, quirks: [...chosen.map(({ name }) => name), writing] };
}

function escaped(character: string): string {
  return Array.from(
    { length: character.length },
    (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`,
  ).join('');
}
