import { integer } from '../../jsonapi/resource/codecs.js';
import { Attribute, Resource } from '../../jsonapi/resource/resource.decorators.js';
import type { MediaConfig } from '../../media/media.config.js';
import { contentTypes } from '../../media/image-formats.js';
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
  readonly imageFormats: readonly string[] = Object.values(contentTypes);

  constructor({ mediaMaxBytes }: MediaConfig) {
    this.logoSize = Math.floor(mediaMaxBytes / 1000);
    this.imageSize = this.logoSize;
  }
}
