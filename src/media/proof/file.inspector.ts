import { Injectable } from '@nestjs/common';
import { JsonApiError } from '../../jsonapi/errors/fault.js';
import { wrongClaim } from './file-claim.js';
import { fileDamaged, fileTooLarge, fileTypeMismatch, unsupportedFile } from '../file.errors.js';
import { identifyFile } from '../file-structure/identify-file.js';
import { sniffFile } from '../file-structure/sniff-file.js';
import { sniffedBytes } from '../image-formats.js';
import { ImageInspector } from './image.inspector.js';
import { MediaConfig } from '../media.config.js';
import { type MediaFormat, contentTypeOf, isImageFormat } from '../media-formats.js';
import { take } from '../picture-structure/byte-source.js';
import { FileSource } from '../picture-structure/file-source.js';
import { type StructureFault, StructureRefusal } from '../picture-structure/structure-fault.js';
import type { ProvenFile } from './proven-file.js';
import type { SpooledFile } from '../spool/spooled-file.js';

/**
 * Bytes → a file that is proven to be what it will be served as: slides, documents and films by their structure,
 * pictures by the proof that all pictures pass.
 */
@Injectable()
export class FileInspector {
  constructor(
    private readonly images: ImageInspector,
    private readonly config: MediaConfig,
  ) {}

  /**
   * @param pointer to the attribute or part whose file it is
   * @throws JsonApiError 413, 415, 422, and for pictures 503 or 507; nothing is left beside the spooled file then
   */
  async inspect(spooled: SpooledFile, pointer: string): Promise<ProvenFile> {
    const format = await this.#formatOf(spooled, pointer);
    requireClaim(spooled, format, pointer);
    if (isImageFormat(format)) return this.images.inspect(spooled, { pointer, presets: {} });
    const { bytes, path } = spooled;
    const noPicture = { width: null, height: null, placeholder: null, renditions: [] };
    return { format, path, bytes, ...noPicture };
  }

  /** Of a picture only what its first bytes promise: it is for the other proof to hold it to that. */
  async #formatOf({ bytes, path }: SpooledFile, pointer: string): Promise<MediaFormat> {
    const source = await FileSource.open(path);
    try {
      const sniffed = sniffFile(await take(source, 0, Math.min(source.size, sniffedBytes)));
      if (sniffed.kind === 'picture') return sniffed.format;
      if (sniffed.kind === 'other') throw new JsonApiError(unsupportedFile(pointer, sniffed.name));
      this.#checkSize(bytes, pointer);
      const identified = await identifyFile(source, sniffed.container);
      if (identified.format !== null) return identified.format;
      throw new JsonApiError(unsupportedFile(pointer, identified.name));
    } catch (error) {
      if (!(error instanceof StructureRefusal)) throw error;
      throw new JsonApiError(fileDamaged(pointer, reasonOf(error.fault)), { cause: error });
    } finally {
      await source.close();
    }
  }

  #checkSize(bytes: number, pointer: string): void {
    const { filesMaxBytes } = this.config;
    if (bytes > filesMaxBytes) throw new JsonApiError(fileTooLarge(pointer, filesMaxBytes, bytes));
  }
}

/** @throws JsonApiError 422 */
function requireClaim(spooled: SpooledFile, format: MediaFormat, pointer: string): void {
  const claimed = wrongClaim(spooled, format);
  if (claimed === null) return;
  throw new JsonApiError(fileTypeMismatch(pointer, { claimed, actual: contentTypeOf(format) }));
}

/** Walkers that are shared with pictures speak of pictures. */
function reasonOf(fault: StructureFault): string {
  if (fault.reason === 'truncated') return 'it ends too early';
  return 'limit' in fault ? `it has more than ${fault.limit} parts` : fault.detail;
}
