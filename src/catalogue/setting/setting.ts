import { integer } from '../../jsonapi/resource/codecs.js';
import { Attribute, Resource } from '../../jsonapi/resource/resource.decorators.js';
import { fileFormats } from '../../media/file-formats.js';
import { imageFormats } from '../../media/image-formats.js';
import type { MediaConfig } from '../../media/media.config.js';
import { contentTypeOf } from '../../media/media-formats.js';
import { textList } from './text-list.codec.js';

const inKilobytes = { readonly: true, description: 'In kB.' };

/** What the server enforces, for those who want to know before they send. No table holds it. */
@Resource({ type: 'setting' })
export class Setting {
  @Attribute(integer, inKilobytes)
  readonly logoSize: number;

  @Attribute(integer, inKilobytes)
  readonly imageSize: number;

  @Attribute(textList, { readonly: true, description: 'Content types of pictures that are taken.' })
  readonly imageFormats: readonly string[] = imageFormats.map(contentTypeOf);

  @Attribute(integer, { readonly: true, description: 'In kB; of a picture, see `image-size`.' })
  readonly slideSize: number;

  @Attribute(textList, {
    readonly: true,
    description: 'Content types of slides and documents that are taken; pictures are among them.',
  })
  readonly slideFormats: readonly string[] = [...fileFormats, ...imageFormats].map(contentTypeOf);

  constructor({ filesMaxBytes, mediaMaxBytes }: MediaConfig) {
    this.logoSize = Math.floor(mediaMaxBytes / 1000);
    this.imageSize = this.logoSize;
    this.slideSize = Math.floor(filesMaxBytes / 1000);
  }
}
