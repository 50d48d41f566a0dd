/** Chooses one of several, the same at every run. */
export type Pick = <T>(choices: readonly T[]) => T;

/** A data URI in its parts, before it is put together. */
export interface Draft {
  scheme: string;
  type: string;
  parameters: readonly string[];
  marker: string;
  comma: string;
  data: string;
}

/** What a client may do otherwise, right or wrong. */
export interface Quirk {
  readonly name: string;
  readonly apply: (draft: Draft, pick: Pick) => void;
}

const types = [
  'image/png',
  'IMAGE/PNG',
  'Image/Jpeg',
  'image/svg+xml',
  'application/vnd.ms-powerpoint',
  'x-a.b_c!#$&^/y*|~',
];
const wrongTypes = [
  '',
  'image',
  'image/',
  '/png',
  'image/png/x',
  'image png',
  'ima ge/png',
  'image%2Fpng',
  'bild/pñg',
];
const parameters = [
  'charset=utf-8',
  'charset="utf-8"',
  'name="a b/=.png"',
  "x='1'",
  'a=b=c',
  'A=B',
  'x=%20',
];
const wrongParameters = [
  '',
  'charset',
  '=x',
  'a b=c',
  ' charset=utf-8',
  'charset =utf-8',
  'a="b;c"',
  'a="b',
  'a=',
  'a="\\""',
];
const foreign = ['-', '_', ' ', '%2B', '%3D', '\t', '*', 'é', '\u200b', '\u00ff', '\u0000', '='];

export const quirks: readonly Quirk[] = [
  { name: 'scheme', apply: (draft, pick) => (draft.scheme = pick(['DATA:', 'Data:', 'dAtA:'])) },
  {
    name: 'no scheme',
    apply: (draft, pick) =>
      (draft.scheme = pick([
        ' data:',
        'data',
        'dat',
        'data :',
        'date:',
        'data;',
        '\ufeffdata:',
        '',
      ])),
  },
  { name: 'type', apply: (draft, pick) => (draft.type = pick(types)) },
  { name: 'wrong type', apply: (draft, pick) => (draft.type = pick(wrongTypes)) },
  {
    name: 'parameters',
    apply: (draft, pick) => (draft.parameters = [pick(parameters), pick(parameters)]),
  },
  {
    name: 'wrong parameter',
    apply: (draft, pick) => (draft.parameters = [pick(parameters), pick(wrongParameters)]),
  },
  {
    name: 'long parameter',
    apply: (draft, pick) =>
      (draft.parameters = [`a=${'x'.repeat(pick([150, 173, 174, 175, 176, 177, 178, 300]))}`]),
  },
  { name: 'marker', apply: (draft, pick) => (draft.marker = pick([';BASE64', ';Base64'])) },
  {
    name: 'wrong marker',
    apply: (draft, pick) =>
      (draft.marker = pick([
        '',
        ';base64;',
        ';base65',
        ' ;base64',
        '; base64',
        ';base64 ',
        'base64',
        ';base64;a=b',
        ';base64url',
      ])),
  },
  {
    name: 'comma',
    apply: (draft, pick) => (draft.comma = pick(['', ';', ',,', ' ,', ', ', '%2C'])),
  },
  {
    name: 'foreign',
    apply: (draft, pick) => (draft.data = into(draft.data, pick(foreign), pick([0, 0.3, 0.7, 1]))),
  },
  {
    name: 'url-safe',
    apply: (draft) => (draft.data = draft.data.replaceAll('+', '-').replaceAll('/', '_')),
  },
  {
    name: 'padding',
    apply: (draft, pick) =>
      (draft.data =
        draft.data.replace(/=*$/, '') + pick(['', '=', '==', '===', '====', '=A', '= ='])),
  },
  { name: 'cut', apply: (draft, pick) => (draft.data = draft.data.slice(0, -pick([1, 2, 3, 5]))) },
  {
    name: 'stray bits',
    apply: (draft, pick) =>
      (draft.data =
        draft.data.replace(/=*$/, '').slice(0, 4) + pick(['AB==', 'AAB=', '//==', '///='])),
  },
  { name: 'twice', apply: (draft) => (draft.data += draft.data) },
  {
    name: 'lines',
    apply: (draft, pick) =>
      (draft.data = draft.data.replace(/.{3}/g, `$&${pick(['\r\n', '\n', '\r', '\n\n'])}`)),
  },
  {
    name: 'split',
    apply: (draft, pick) =>
      (draft.data = into(draft.data, `","${draft.scheme}`, pick([0.2, 0.5, 0.9]))),
  },
];

/** @param place from 0, the beginning, to 1, the end */
export function into(text: string, piece: string, place: number): string {
  const at = Math.round(text.length * place);
  return text.slice(0, at) + piece + text.slice(at);
}
