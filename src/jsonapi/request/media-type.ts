/** A media type, as a Content-Type header names it. https://www.rfc-editor.org/rfc/rfc9110#section-8.3.1 */
export interface MediaType {
  /** Lower case, such as `application/vnd.api+json`. */
  readonly type: string;
  /** Names in lower case. */
  readonly parameters: ReadonlyMap<string, string>;
}

/** One range of an Accept header. */
export interface MediaRange extends MediaType {
  /** 0..1; `q` itself is no parameter of the range. */
  readonly quality: number;
}

export const jsonApiType = 'application/vnd.api+json';

/**
 * https://www.rfc-editor.org/rfc/rfc9110#section-12.5.1
 *
 * @returns null where the header is out of order
 */
export function parseMediaRanges(header: string): readonly MediaRange[] | null {
  const types = split(header, ',')
    .filter((text) => text.trim() !== '')
    .map(parseMediaType);
  return types.every((type) => type !== null) ? types.map(weighed) : null;
}

function weighed({ parameters, type }: MediaType): MediaRange {
  const others = new Map(parameters);
  others.delete('q');
  const quality = Number(parameters.get('q') ?? 1);
  return { type, parameters: others, quality: quality >= 0 ? quality : 0 };
}

/** Whether an Accept header asks for a profile. https://jsonapi.org/format/1.1/#profiles-processing */
export function asksForProfile(accept: string | undefined, profile: string): boolean {
  if (accept?.includes(profile) !== true) return false;
  const ranges = parseMediaRanges(accept) ?? [];
  return ranges.some(
    ({ parameters, type }) =>
      type === jsonApiType && (parameters.get('profile') ?? '').split(' ').includes(profile),
  );
}

export function parseMediaType(text: string): MediaType | null {
  const [type = '', ...parameters] = split(text, ';').map((part) => part.trim());
  if (!/^[!#$%&'*+.^_`|~\w-]+\/[!#$%&'*+.^_`|~\w-]+$/.test(type)) return null;
  const pairs = parameters.filter((part) => part !== '').map(parseParameter);
  if (pairs.includes(null)) return null;
  const known = new Map(pairs as (readonly [string, string])[]);
  return { type: type.toLowerCase(), parameters: known };
}

function parseParameter(text: string): readonly [string, string] | null {
  const equals = text.indexOf('=');
  if (equals < 1) return null;
  const value = text.slice(equals + 1).trim();
  const quoted = /^"((?:[^"\\]|\\.)*)"$/.exec(value);
  const plain = quoted?.[1]?.replace(/\\(.)/g, '$1') ?? value;
  return plain === '' && !quoted ? null : [text.slice(0, equals).trim().toLowerCase(), plain];
}

/** Splits at separators outside quoted strings; one pass, since a header is a stranger's. */
function split(text: string, separator: string): string[] {
  const parts: string[] = [];
  let start = 0;
  let quoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (quoted && character === '\\') index += 1;
    else if (character === '"') quoted = !quoted;
    else if (!quoted && character === separator) {
      parts.push(text.slice(start, index));
      start = index + 1;
    }
  }
  parts.push(text.slice(start));
  return parts;
}
