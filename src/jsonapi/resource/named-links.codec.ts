import { type Codec, Refusal, type RenderContext } from './codec.js';
import { text } from './codecs.js';
import { visibleCharacter } from './visible-text.js';
import { webLink } from './web-link.codec.js';

/** A link with a name, such as that of a venue plan. */
export interface NamedLink<L = string> {
  readonly name: string;
  readonly link: L;
}

const maximumLinks = 100;
const maximumNameLength = 255;

/** An array of `{name, link}`. */
export class NamedLinksCodec<L> implements Codec<readonly NamedLink<L>[]> {
  readonly name = 'named-links';
  readonly comparable = false;
  readonly schema: Codec['schema'];
  readonly writeSchema: Codec['schema'];

  /** @param link what each link is */
  constructor(private readonly link: Codec<L>) {
    this.schema = arrayOf(link.schema);
    this.writeSchema = arrayOf(link.writeSchema ?? link.schema);
  }

  parse(wire: unknown): readonly NamedLink<L>[] | Refusal {
    if (!Array.isArray(wire) || wire.length > maximumLinks)
      return new Refusal(
        `must be an array of at most ${maximumLinks} objects with "name" and "link"`,
      );
    const links = wire.map((element, index) => this.#element(element, index));
    return links.find((link) => link instanceof Refusal) ?? (links as NamedLink<L>[]);
  }

  render(links: readonly NamedLink<L>[], context: RenderContext) {
    return links.map(({ link, name }) => ({ name, link: this.link.render(link, context) }));
  }

  parseText(): Refusal {
    return new Refusal('cannot be compared');
  }

  #element(wire: unknown, index: number): NamedLink<L> | Refusal {
    if (typeof wire !== 'object' || wire === null)
      return new Refusal('takes objects with "name" and "link"', [index]);
    const { link: sent, name: sentName } = wire as Readonly<Record<string, unknown>>;
    const name = text.parse(sentName);
    if (name instanceof Refusal || name.length > maximumNameLength || !visibleCharacter.test(name))
      return new Refusal(
        `needs a "name" to be seen in each element, of at most ${maximumNameLength} characters`,
        at(wire, index, 'name'),
      );
    const link = this.link.parse(sent);
    if (!(link instanceof Refusal)) return { name, link };
    const detail = `needs a "link" in each element; it ${link.detail}`;
    return new Refusal(detail, at(wire, index, 'link'), link.fault);
  }
}

export const namedLinks = new NamedLinksCodec(webLink);

function arrayOf(link: Codec['schema']): Codec['schema'] {
  const name = { type: 'string', maxLength: maximumNameLength, pattern: visibleCharacter.source };
  const properties = { name, link };
  const items = { type: 'object', required: ['name', 'link'], properties };
  return { type: 'array', maxItems: maximumLinks, items };
}

/** Points at what is there: an element that lacks the member, or the member. */
function at(wire: object, index: number, member: string): readonly (string | number)[] {
  return member in wire ? [index, member] : [index];
}
