import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { JsonApiError } from '../jsonapi/errors/fault.js';
import {
  type ByteRange,
  type FileHeaders,
  FileStorage,
  type StoredFile,
  type TemporaryUrl,
} from '../storage/file-storage.js';
import { fileName } from '../storage/storage-key.js';
import type { ImageFormat } from './image-file.js';
import { type MediaFormat, contentTypeOf, isImageFormat, mediaFormatOf } from './media-formats.js';
import { type MediaName, originalPart, parseMediaUrl } from './media-url.js';
import { NicerRenditions } from './renditions/nicer-renditions.js';
import { isNegotiated, negotiatedFormat } from './renditions/rendition-formats.js';
import { Renditions } from './renditions/renditions.js';
import { storageRefusal } from './ledger/storage-refusal.js';

export interface FoundMedia {
  readonly file: StoredFile;
  /** What it is and how to handle it, whatever part of it is sent. */
  readonly headers: FileHeaders;
  /** Whether another client might be answered with another format. */
  readonly negotiated: boolean;
  /** Whether this client will be answered with a nicer format, which is not ready yet. */
  readonly passing: boolean;
}

/** Finds what a media URL names; a rendition that nobody has made yet is made. */
@Injectable()
export class MediaFiles {
  constructor(
    private readonly storage: FileStorage,
    private readonly renditions: Renditions,
    private readonly nicer: NicerRenditions,
  ) {}

  /**
   * @param path root-relative, without a query string
   * @param accept the header, by which the format of a rendition is chosen; an original is what it is
   * @returns null for whatever is not stored and cannot be made
   * @throws JsonApiError 503
   */
  async find(path: string, accept: string | undefined): Promise<FoundMedia | null> {
    try {
      return await this.#find(path, accept);
    } catch (error) {
      throw storageRefusal(error);
    }
  }

  /**
   * @returns where the storage itself gives the file; null where it has to go through here
   * @throws JsonApiError 503
   */
  async linkTo({ file, headers }: FoundMedia): Promise<TemporaryUrl | null> {
    try {
      return await this.storage.linkTo(file.name, headers);
    } catch (error) {
      throw storageRefusal(error);
    }
  }

  /** @throws JsonApiError 503 */
  async open({ file }: FoundMedia, range?: ByteRange): Promise<Readable> {
    try {
      return await this.storage.read(file.name, range);
    } catch (error) {
      throw storageRefusal(error);
    }
  }

  async #find(path: string, accept: string | undefined): Promise<FoundMedia | null> {
    const name = parseMediaUrl(path);
    const format = name && mediaFormatOf(name.extension);
    if (!name || !format) return null;
    if (name.part !== originalPart && isImageFormat(format))
      return this.#rendition(name, format, accept);
    const file = await this.storage.stat(name.file);
    return file && { file, headers: headersOf(format), negotiated: false, passing: false };
  }

  async #rendition(
    name: MediaName,
    own: ImageFormat,
    accept: string | undefined,
  ): Promise<FoundMedia | null> {
    const negotiated = isNegotiated(own);
    const format = negotiatedFormat(own, accept);
    const nicer = format === own ? null : await this.nicer.find(name, format);
    if (nicer !== null)
      return { file: nicer, headers: headersOf(format), negotiated, passing: false };
    const { file, isOriginal } = await this.#own(name, own);
    const passing = isOriginal || format !== own;
    return file && { file, headers: headersOf(own), negotiated, passing };
  }

  /** The picture as it is stands in for a rendition of it that cannot be made: it is larger, and shows the same. */
  async #own(name: MediaName, format: ImageFormat): Promise<OwnRendition> {
    const stored = await this.storage.stat(name.file);
    if (stored !== null) return { file: stored, isOriginal: false };
    try {
      return { file: await this.renditions.make(name, format), isOriginal: false };
    } catch (error) {
      if (!isOfPicture(error)) throw error;
      const original = fileName(name.key, originalPart, name.extension);
      return { file: await this.storage.stat(original), isOriginal: true };
    }
  }
}

interface OwnRendition {
  readonly file: StoredFile | null;
  readonly isOriginal: boolean;
}

/** Whether nothing but the picture itself kept it from being scaled. */
function isOfPicture(error: unknown): boolean {
  return error instanceof JsonApiError && error.faults.every(({ status }) => status === 422);
}

/** What is no picture is saved, never shown in the place of a page. */
function headersOf(format: MediaFormat): FoundMedia['headers'] {
  const type = { 'Content-Type': contentTypeOf(format) };
  return isImageFormat(format) ? type : { ...type, 'Content-Disposition': 'attachment' };
}
