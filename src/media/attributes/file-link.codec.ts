import type { Json } from '../../jsonapi/document.js';
import { Refusal, type RenderContext } from '../../jsonapi/resource/codec.js';
import { webLink } from '../../jsonapi/resource/web-link.codec.js';
import { FileReference, type SettledFile } from './file.codec.js';
import { mediaPrefix, originalUrl } from '../media-url.js';
import { OneFileCodec } from './one-file.codec.js';
import { SpooledFile } from '../spool/spooled-file.js';

/** A link that may lead to a file of this server's. */
class FileLinkCodec extends OneFileCodec {
  readonly name = 'file-link';
  readonly kind = 'file';
  readonly schema = { type: 'string', format: 'uri' };
  readonly writeSchema = {
    type: 'string',
    description:
      'A data URI (`data:application/pdf;base64,...`), the URL of an earlier upload, or a URL of another ' +
      'server, which is kept as it is and never fetched. Answers give absolute URLs.',
    examples: ['https://slides.example.org/talk.pdf'],
  };

  /** The reader of the body has refused a data URI that is damaged. */
  parse(wire: unknown): SpooledFile | FileReference | Refusal {
    if (wire instanceof SpooledFile || wire instanceof Refusal) return wire;
    if (typeof wire === 'string' && wire.startsWith(`${mediaPrefix}/`))
      return new FileReference(wire);
    const url = webLink.parse(wire);
    return url instanceof Refusal
      ? new Refusal('must be a data URI, the URL of an upload, or an http or https URL')
      : new FileReference(url);
  }

  render(url: string, { fileBase }: RenderContext): Json {
    return url.startsWith('/') ? fileBase + url : url;
  }

  urlsIn(url: string | null | undefined): readonly string[] {
    return url ? [url] : [];
  }

  store(settled: SettledFile | null | undefined): string | null | undefined {
    if (!settled || typeof settled === 'string') return settled;
    return originalUrl(settled.key, settled.format);
  }
}

export const fileLink = new FileLinkCodec();
