import { isURL } from 'class-validator';
import type { Json } from '../jsonapi/document.js';
import { type Codec, Refusal } from '../jsonapi/resource/codec.js';
import { text } from '../jsonapi/resource/codecs.js';

/** A document with a name, such as a venue plan. */
export interface NamedLink {
  readonly name: string;
  /** http or https. */
  readonly link: string;
}

const maximumLinks = 100;

/** An array of `{name, link}`. */
export const namedLinks: Codec<readonly NamedLink[]> = {
  name: 'named-links',
  comparable: false,
  schema: {
    type: 'array',
    maxItems: maximumLinks,
    items: {
      type: 'object',
      required: ['name', 'link'],
      properties: { name: { type: 'string' }, link: { type: 'string', format: 'uri' } },
    },
  },
  parse(wire) {
    if (!Array.isArray(wire) || wire.length > maximumLinks)
      return new Refusal(
        `must be an array of at most ${maximumLinks} objects with "name" and "link"`,
      );
    const links = wire.map(parseLink);
    return links.find((link) => link instanceof Refusal) ?? (links as NamedLink[]);
  },
  render: (links) => links.map(({ link, name }): Json => ({ name, link })),
  parseText: () => new Refusal('cannot be compared'),
};

function parseLink(wire: unknown, index: number): NamedLink | Refusal {
  if (typeof wire !== 'object' || wire === null)
    return new Refusal('takes objects with "name" and "link"', [index]);
  const { link, name } = wire as Readonly<Record<string, unknown>>;
  if (!isText(name) || name.length > 255)
    return new Refusal(
      'needs a "name" of at most 255 characters in each element',
      at(wire, index, 'name'),
    );
  if (
    !isText(link) ||
    !isURL(link, { protocols: ['http', 'https'], require_protocol: true, require_tld: false })
  )
    return new Refusal(
      'needs a "link" in each element, an http or https URL',
      at(wire, index, 'link'),
    );
  return { name, link };
}

/** Postgres keeps no other strings in JSON either. */
function isText(wire: unknown): wire is string {
  return !(text.parse(wire) instanceof Refusal);
}

/** Points at what is there: an element that lacks the member, or the member. */
function at(wire: object, index: number, member: string): readonly (string | number)[] {
  return member in wire ? [index, member] : [index];
}
