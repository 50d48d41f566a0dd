import { Injectable } from '@nestjs/common';
import { LinkBuilder } from '../jsonapi/response/link-builder.js';
import type { ResourceDocument } from '../jsonapi/request/resource-document.js';
import type { ImageFile } from './image-file.js';
import type { MediaFile } from './media-file.entity.js';
import { MediaLedger } from './media.ledger.js';
import { type StagedImage, StagedImages, imagesIn, wantedOf } from './staged-images.js';

/** Stores the pictures of a document before its row is written. */
@Injectable()
export class ImageAttachments {
  constructor(
    private readonly ledger: MediaLedger,
    private readonly links: LinkBuilder,
  ) {}

  /**
   * @param document as the ImageUpload pipe left it
   * @throws JsonApiError 503 or 507; what was stored for the document until then is gone again
   */
  async stage(document: ResourceDocument, callerId: string | null): Promise<StagedImages> {
    const stored: MediaFile[] = [];
    const staged: StagedImage[] = [];
    try {
      for (const [image, value] of imagesIn(document)) {
        const wanted = wantedOf(value);
        if (wanted !== null) {
          staged.push({ image, wanted });
          continue;
        }
        const file = await this.ledger.store(
          value as ImageFile,
          document.definition.type,
          callerId,
        );
        stored.push(file);
        staged.push({ image, wanted: { kind: 'new', file } });
      }
    } catch (error) {
      await Promise.all(stored.map(({ key }) => this.ledger.discard(key)));
      throw error;
    }
    const { publicUrl } = this.links;
    return new StagedImages(this.ledger, staged, { document, publicUrl, callerId });
  }
}
