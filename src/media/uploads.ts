import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/caller.js';
import { LinkBuilder } from '../jsonapi/response/link-builder.js';
import type { ImageFile } from './image-file.js';
import { MediaLedger } from './media.ledger.js';
import { originalUrl } from './media-url.js';

/** Keeps pictures that belong to no resource yet. */
@Injectable()
export class Uploads {
  constructor(
    private readonly ledger: MediaLedger,
    private readonly links: LinkBuilder,
  ) {}

  /**
   * @returns the absolute URL, which an image attribute of the caller's then takes
   * @throws JsonApiError 503 or 507; nothing is kept then
   */
  async keep(image: ImageFile, caller: Caller): Promise<string> {
    const ownerId = caller.kind === 'user' ? caller.id : null;
    const { key } = await this.ledger.store(image, 'upload', ownerId);
    await this.ledger.release(key);
    return this.links.publicUrl + originalUrl(key, image.format);
  }
}
