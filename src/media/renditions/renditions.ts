import { Injectable, Logger } from '@nestjs/common';
import { JsonApiError } from '../../jsonapi/errors/fault.js';
import { ResourceRegistry } from '../../jsonapi/resource/resource-registry.js';
import { FileStorage, type StoredFile } from '../../storage/file-storage.js';
import { StorageError } from '../../storage/storage-error.js';
import type { FileName, StorageKey } from '../../storage/storage-key.js';
import type { ImageFormat, RenditionPresets } from '../image-file.js';
import { contentTypes, formatOfExtension } from '../image-formats.js';
import { imageAttributesOf } from '../attributes/image.attribute.js';
import { MediaLedger } from '../ledger/media.ledger.js';
import { type MediaName, originalPart } from '../media-url.js';
import { RenditionFailures } from './rendition-failures.js';
import { canBecome } from './rendition-formats.js';
import { RenditionRenderer } from './rendition.renderer.js';
import type { SpoolWriter } from '../spool/spool-writer.js';
import { Spool } from '../spool/spool.js';

/**
 * Makes what the proof of a picture did not make: other formats, uploads attached later, presets that changed.
 * A rendition is a pure function of key, preset and format, so nothing is queued and nothing can be lost.
 */
@Injectable()
export class Renditions {
  readonly #logger = new Logger('Renditions');
  readonly #underWay = new Map<FileName, Promise<StoredFile | null>>();
  readonly #failures = new RenditionFailures();

  constructor(
    private readonly registry: ResourceRegistry,
    private readonly storage: FileStorage,
    private readonly renderer: RenditionRenderer,
    private readonly ledger: MediaLedger,
    private readonly spool: Spool,
  ) {}

  /**
   * Concurrent callers share one computation, and a failure that is the picture's fault for some minutes.
   *
   * @returns null where the name is no rendition of a stored picture, or of a format that it cannot become
   * @throws JsonApiError 422 where it cannot be made, 503 where too many pictures wait; StorageError
   */
  async make(
    { file: name, key, part }: MediaName,
    format: ImageFormat,
  ): Promise<StoredFile | null> {
    const width = this.#widthOf(key, part);
    if (width === null) return null;
    const known = this.#underWay.get(name);
    if (known !== undefined) return known;
    this.#failures.requireNone(name);
    const making = this.#attempt(key, { name, width, format }).finally(() => {
      this.#underWay.delete(name);
    });
    this.#underWay.set(name, making);
    return making;
  }

  async #attempt(key: StorageKey, wanted: Wanted): Promise<StoredFile | null> {
    try {
      return await this.#make(key, wanted);
    } catch (error) {
      if (!isPassing(error)) {
        this.#failures.remember(wanted.name, error);
        this.#logger.warn(`${wanted.name} could not be made: ${String(error)}`);
      }
      throw error;
    }
  }

  /** Presets only: strangers can't buy work with sizes of their own. */
  #widthOf(key: StorageKey, part: string): number | null {
    const [folder = ''] = key.split('/');
    const dash = part.lastIndexOf('-');
    const type = dash === -1 ? folder : part.slice(0, dash);
    const presets = this.#presetsOf(type);
    const preset = part.slice(dash + 1);
    // "constructor" is a word that a URL may hold, and one that every object knows.
    return Object.hasOwn(presets, preset) ? (presets[preset] ?? null) : null;
  }

  #presetsOf(type: string): RenditionPresets {
    const definition = this.registry.find(type);
    const images = definition === null ? [] : imageAttributesOf(definition);
    return Object.assign({}, ...images.map(({ presets }) => presets)) as RenditionPresets;
  }

  async #make(key: StorageKey, wanted: Wanted): Promise<StoredFile | null> {
    const original = await this.#originalOf(key);
    if (original === null || !canBecome(original.format, wanted.format)) return null;
    const area = this.spool.area();
    try {
      const path = await this.#spool(original.name, area.create());
      const outputPath = `${path}-rendition`;
      const { format, width } = wanted;
      const job = { path, format: original.format, width, outputFormat: format, outputPath };
      await this.renderer.render(job);
      return await this.#keep(key, wanted, outputPath);
    } finally {
      await area.dispose();
    }
  }

  async #spool(name: FileName, file: SpoolWriter): Promise<string> {
    for await (const bytes of await this.storage.read(name)) await file.write(bytes as Buffer);
    await file.finish();
    return file.path;
  }

  /** @returns null where the picture was erased meanwhile, which could not know of this file */
  async #keep(key: StorageKey, { format, name }: Wanted, path: string): Promise<StoredFile | null> {
    let kept = false;
    await this.#putUnlessThere(name, path, contentTypes[format]);
    try {
      kept = await this.ledger.keeps(key);
    } finally {
      if (!kept) await this.storage.delete(name);
    }
    return kept ? this.storage.stat(name) : null;
  }

  /** Another process may have made the same and been quicker. */
  async #putUnlessThere(name: FileName, path: string, contentType: string): Promise<void> {
    try {
      await this.storage.putDerived(name, path, contentType);
    } catch (error) {
      if (!(error instanceof StorageError) || error.fault !== 'taken') throw error;
    }
  }

  async #originalOf(key: StorageKey): Promise<{ name: FileName; format: ImageFormat } | null> {
    for await (const { name } of this.storage.list(`${key}/${originalPart}.`)) {
      const format = formatOfExtension(name.slice(name.lastIndexOf('.') + 1));
      if (format !== null) return { name, format };
    }
    return null;
  }
}

/** Too much to do, or a storage in trouble. */
function isPassing(error: unknown): boolean {
  if (error instanceof StorageError) return true;
  return error instanceof JsonApiError && error.faults.every(({ status }) => status >= 500);
}

interface Wanted {
  readonly name: FileName;
  /** Longest width in pixels. */
  readonly width: number;
  readonly format: ImageFormat;
}
