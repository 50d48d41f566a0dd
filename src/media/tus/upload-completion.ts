import { createReadStream } from 'node:fs';
import { Injectable } from '@nestjs/common';
import { statusOf } from '../../jsonapi/errors/error-document.js';
import { JsonApiError } from '../../jsonapi/errors/fault.js';
import { LinkBuilder } from '../../jsonapi/response/link-builder.js';
import { FileInspector } from '../proof/file.inspector.js';
import type { ProvenFile } from '../proof/proven-file.js';
import type { SpoolArea } from '../spool/spool-area.js';
import { SpooledFile } from '../spool/spooled-file.js';
import { Uploads } from '../uploads/uploads.js';
import type { ArrivingParts } from './arriving-parts.js';
import type { ResumableUpload } from './resumable-upload.entity.js';
import { ResumableUploads } from './resumable-uploads.js';
import { uploadOffsetMismatch } from './tus.errors.js';
import { UploadParts } from './upload-parts.js';
import { claimOf } from './upload-metadata.js';

/** What is wrong with the file and will be so for ever; everything else may be tried again. */
const hopeless: ReadonlySet<number> = new Set([413, 415, 422]);

/** Makes of an upload that is whole the file that it is: proven and stored like one that came in a form. */
@Injectable()
export class UploadCompletion {
  constructor(
    private readonly uploads: ResumableUploads,
    private readonly parts: UploadParts,
    private readonly inspector: FileInspector,
    private readonly files: Uploads,
    private readonly links: LinkBuilder,
  ) {}

  /**
   * The upload ends in the transaction that makes the file an upload: whatever is lost then, it is stored once.
   *
   * @returns the upload as it is now
   * @throws JsonApiError 413, 415 or 422, and the upload is gone; 409, 503 or 507, and it stands where it stood
   */
  async complete(arriving: ArrivingParts, spool: SpoolArea): Promise<ResumableUpload> {
    const { upload } = arriving;
    const proven = await this.#prove(await this.#whole(arriving, spool), upload);
    const url = await this.files.store(
      [proven],
      upload.ownerId,
      async (transaction, [absolute = '']) => {
        const path = this.links.filePath(absolute) ?? absolute;
        if (await this.uploads.finish(transaction, upload, path)) return path;
        throw new JsonApiError(uploadOffsetMismatch());
      },
    );
    await this.parts.erase(upload.key);
    return Object.assign({}, upload, { state: 'finished', received: upload.bytes, url } as const);
  }

  async #prove(file: SpooledFile, { key }: ResumableUpload): Promise<ProvenFile> {
    try {
      return await this.inspector.inspect(file, '');
    } catch (error) {
      if (error instanceof JsonApiError && hopeless.has(statusOf(error.faults))) {
        await this.uploads.doom(key);
        await this.parts.erase(key);
      }
      throw error;
    }
  }

  /** What came in one piece is there already. */
  async #whole({ rest, upload }: ArrivingParts, spool: SpoolArea): Promise<SpooledFile> {
    const { label, name } = claimOf(upload);
    await rest?.finish();
    if (rest !== null && upload.parts.length === 0)
      return new SpooledFile(rest.path, rest.bytes, label, name);
    const whole = spool.create();
    for await (const bytes of this.parts.read(upload)) await whole.write(bytes);
    if (rest !== null)
      for await (const bytes of createReadStream(rest.path)) await whole.write(bytes as Buffer);
    await whole.finish();
    return new SpooledFile(whole.path, whole.bytes, label, name);
  }
}
