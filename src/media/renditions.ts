import { mkdtemp, rm, stat } from 'node:fs/promises';
import { createWriteStream } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import { JsonApiError } from '../jsonapi/errors/fault.js';
import { ResourceRegistry } from '../jsonapi/resource/resource-registry.js';
import { FileStorage, type StoredFile } from '../storage/file-storage.js';
import type { FileName, StorageKey } from '../storage/storage-key.js';
import type { ImageFormat, RenditionPresets } from './image-file.js';
import { contentTypes, formatOfExtension } from './image-formats.js';
import { ImageWorkError } from './image-work-error.js';
import { faultOfWork } from './image-work-fault.js';
import { ImageWorkers } from './image.workers.js';
import { imageAttributesOf } from './image.attribute.js';
import { MediaConfig } from './media.config.js';
import { type MediaName, originalPart } from './media-url.js';

/**
 * Makes what the proof of a picture did not make: other formats, uploads attached later, presets that changed.
 * A rendition is a pure function of key, preset and format, so nothing is queued and nothing can be lost.
 */
@Injectable()
export class Renditions {
  readonly #underWay = new Map<FileName, Promise<StoredFile | null>>();

  constructor(
    private readonly registry: ResourceRegistry,
    private readonly storage: FileStorage,
    private readonly workers: ImageWorkers,
    private readonly config: MediaConfig,
  ) {}

  /**
   * Concurrent callers share one computation.
   *
   * @returns null where the name is no rendition of a stored picture
   * @throws JsonApiError 503 where too many pictures wait, or the storage does not answer
   */
  async make(
    { file: name, key, part }: MediaName,
    format: ImageFormat,
  ): Promise<StoredFile | null> {
    const width = this.#widthOf(key, part);
    if (width === null) return null;
    const known = this.#underWay.get(name);
    if (known !== undefined) return known;
    const making = this.#make(key, { name, width, format }).finally(() => {
      this.#underWay.delete(name);
    });
    this.#underWay.set(name, making);
    return making;
  }

  /** Presets only: strangers can't buy work with sizes of their own. */
  #widthOf(key: StorageKey, part: string): number | null {
    const [folder = ''] = key.split('/');
    const dash = part.lastIndexOf('-');
    const type = dash === -1 ? folder : part.slice(0, dash);
    return this.#presetsOf(type)[part.slice(dash + 1)] ?? null;
  }

  #presetsOf(type: string): RenditionPresets {
    const definition = this.registry.find(type);
    const images = definition === null ? [] : imageAttributesOf(definition);
    return Object.assign({}, ...images.map(({ presets }) => presets)) as RenditionPresets;
  }

  async #make(key: StorageKey, wanted: Wanted): Promise<StoredFile | null> {
    const original = await this.#originalOf(key);
    if (original === null) return null;
    const folder = await mkdtemp(join(tmpdir(), 'marquee-rendition-'));
    try {
      const path = join(folder, 'original');
      await pipeline(await this.storage.read(original.name), createWriteStream(path));
      const outputPath = join(folder, 'rendition');
      await this.#render({ path, format: original.format }, { ...wanted, outputPath });
      await this.storage.putFile(wanted.name, outputPath, contentTypes[wanted.format]);
      return { name: wanted.name, bytes: (await stat(outputPath)).size, modifiedAt: new Date() };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  async #render(
    original: { readonly path: string; readonly format: ImageFormat },
    { format, outputPath, width }: Wanted & { readonly outputPath: string },
  ): Promise<void> {
    const { imageDeadlineMilliseconds, mediaMaxAnimationPixels, mediaMaxPixels } = this.config;
    const limits = { maxPixels: mediaMaxPixels, maxAnimationPixels: mediaMaxAnimationPixels };
    const job = {
      kind: 'render',
      ...original,
      limits,
      width,
      outputFormat: format,
      outputPath,
    } as const;
    try {
      await this.workers.run(job);
    } catch (error) {
      if (!(error instanceof ImageWorkError)) throw error;
      const fault = faultOfWork(error, '', imageDeadlineMilliseconds);
      throw fault === null ? error : new JsonApiError(fault, { cause: error });
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

interface Wanted {
  readonly name: FileName;
  /** Longest width in pixels. */
  readonly width: number;
  readonly format: ImageFormat;
}
