import type { Path } from '../../jsonapi/errors/pointer.js';
import type { RenderContext } from '../../jsonapi/resource/codec.js';
import { type NamedLink, NamedLinksCodec } from '../../jsonapi/resource/named-links.codec.js';
import { FileCodec, type Held, type SettledFile } from './file.codec.js';
import { fileLink } from './file-link.codec.js';

const links = new NamedLinksCodec<unknown>(fileLink);

/** An array of `{name, link}`, whose links may lead to files of this server's. */
class NamedFilesCodec extends FileCodec {
  readonly name = 'named-files';
  readonly kind = 'file';
  readonly most = 10;
  readonly schema = links.schema;
  readonly writeSchema = links.writeSchema;

  isPlace([index, member, ...rest]: Path): boolean {
    return typeof index === 'number' && member === 'link' && rest.length === 0;
  }

  parse(wire: unknown) {
    return links.parse(wire);
  }

  render(stored: readonly NamedLink[], context: RenderContext) {
    return links.render(stored, context);
  }

  fill(
    value: readonly NamedLink<Held>[] | null | undefined,
    contentOf: (held: Held, path: Path) => Held,
  ) {
    if (value === null || value === undefined) return value;
    return value.map(({ link, name }, index) => ({ name, link: contentOf(link, [index, 'link']) }));
  }

  urlsIn(stored: readonly NamedLink[] | null | undefined): readonly string[] {
    return (stored ?? []).map(({ link }) => link);
  }

  store(settled: readonly NamedLink<SettledFile>[] | null | undefined) {
    if (settled === null || settled === undefined) return settled;
    return settled.map(({ link, name }) => ({ name, link: fileLink.store(link) ?? '' }));
  }
}

export const namedFiles = new NamedFilesCodec();
