import { Injectable } from '@nestjs/common';
import { FileStorage, type StoredFile } from '../storage/file-storage.js';
import { type MediaFormat, contentTypeOf, isImageFormat, mediaFormatOf } from './media-formats.js';
import { parseMediaUrl } from './media-url.js';
import { Renditions } from './renditions.js';
import { storageRefusal } from './storage-refusal.js';

export interface FoundMedia {
  readonly file: StoredFile;
  /** What it is and how to handle it, whatever part of it is sent. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Finds what a media URL names; a rendition that nobody has made yet is made. */
@Injectable()
export class MediaFiles {
  constructor(
    private readonly storage: FileStorage,
    private readonly renditions: Renditions,
  ) {}

  /**
   * @param path root-relative, without a query string
   * @returns null for whatever is not stored and cannot be made
   * @throws JsonApiError 503
   */
  async find(path: string): Promise<FoundMedia | null> {
    try {
      return await this.#find(path);
    } catch (error) {
      throw storageRefusal(error);
    }
  }

  async #find(path: string): Promise<FoundMedia | null> {
    const name = parseMediaUrl(path);
    const format = name && mediaFormatOf(name.extension);
    if (!name || !format) return null;
    const file =
      (await this.storage.stat(name.file)) ??
      (isImageFormat(format) ? await this.renditions.make(name, format) : null);
    return file && { file, headers: headersOf(format) };
  }
}

/** What is no picture is saved, never shown in the place of a page. */
function headersOf(format: MediaFormat): FoundMedia['headers'] {
  const type = { 'Content-Type': contentTypeOf(format) };
  return isImageFormat(format) ? type : { ...type, 'Content-Disposition': 'attachment' };
}
