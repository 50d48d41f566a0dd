import type { Json } from '../../jsonapi/document.js';
import { type Codec, Refusal, type RenderContext } from '../../jsonapi/resource/codec.js';
import { FileReference, type SettledFile } from './file.codec.js';
import type { ImageFormat, RenditionPresets } from '../image-file.js';
import { originalUrl, renditionUrl } from '../media-url.js';
import { OneFileCodec } from './one-file.codec.js';
import { SpooledFile } from '../spool/spooled-file.js';
import { type StoredImage, noImage } from './stored-image.entity.js';

/** Twelve pixels by eight, so that the documentation's example can be sent as it stands. */
export const smallPicture =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAwAAAAICAYAAADN5B7xAAAACXBIWXMAAAsTAAALEwEAmpwYAAAAJUlE' +
  'QVQY02OokdX+TwpmABH/X+4gClOuQVZKGiumngba+YEUDACfB/0JBAVIXgAAAABJRU5ErkJggg==';

/** Takes data URIs and URLs of uploads; gives absolute URLs. Rows hold a `StoredImage`. */
export class ImageCodec extends OneFileCodec {
  readonly name = 'image';
  readonly kind = 'picture';
  readonly schema = {
    type: 'string',
    format: 'uri',
    description: 'The absolute URL of the picture.',
  };
  readonly writeSchema = {
    type: 'string',
    description:
      'A data URI (`data:image/...;base64,...`), the URL of an earlier upload, the present URL ' +
      '(keeps the picture), or `null` (removes it). Answers give the absolute URL of the picture.',
    examples: [smallPicture],
  };

  constructor(readonly presets: RenditionPresets) {
    super();
  }

  parse(wire: unknown): SpooledFile | FileReference | Refusal {
    if (wire instanceof SpooledFile) return wire;
    return typeof wire === 'string'
      ? new FileReference(wire)
      : new Refusal('must be a data URI, the URL of an upload, or null');
  }

  render(url: string, { fileBase }: RenderContext): Json {
    return fileBase + url;
  }

  urlsIn(stored: StoredImage | undefined): readonly string[] {
    return stored?.url ? [stored.url] : [];
  }

  store(
    settled: SettledFile | null | undefined,
    present: StoredImage | undefined,
  ): StoredImage | undefined {
    if (settled === undefined || typeof settled === 'string') return undefined;
    if (settled === null) return present?.url ? noImage : undefined;
    const { bytes, format, height, key, placeholder, width } = settled;
    const type = format as ImageFormat;
    return { url: originalUrl(key, type), width, height, bytes, type, placeholder, alt: null };
  }
}

export interface Rendition {
  readonly preset: string;
  /** Longest width in pixels. */
  readonly width: number;
  /** The resource type whose preset it is; known when all decorators of the class have run. */
  readonly type: () => string;
}

/** The URL of a rendition, made from the URL of its picture; without one, that URL under a second name. */
export class RenditionCodec implements Codec<string> {
  readonly name = 'rendition';
  readonly comparable = false;
  readonly schema: Codec['schema'];

  constructor(private readonly rendition: Rendition | null) {
    const description = rendition ? `At most ${rendition.width} px wide.` : 'The same picture.';
    this.schema = { type: 'string', format: 'uri', description };
  }

  parse(): Refusal {
    return new Refusal('is made by the server');
  }

  render(original: string, { fileBase }: RenderContext): Json {
    if (this.rendition === null) return fileBase + original;
    return fileBase + renditionUrl(original, this.rendition.type(), this.rendition.preset);
  }

  parseText(): Refusal {
    return new Refusal('cannot be compared');
  }
}
