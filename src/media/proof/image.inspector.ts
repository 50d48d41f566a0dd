import { open, rm, stat } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { JsonApiError } from '../../jsonapi/errors/fault.js';
import { proofMatches } from './image-claim.js';
import type { ImageFile, ImageFormat, RenditionPresets } from '../image-file.js';
import { sniffPicture, sniffedBytes } from '../image-formats.js';
import type { ProvenPicture, ReencodeJob } from '../workers/image-job.js';
import { faultOfStructure } from './image-structure-fault.js';
import { ImageWorkError } from '../workers/image-work-error.js';
import { faultOfWork } from '../workers/image-work-fault.js';
import { type ImageSeat, ImageWorkers } from '../workers/image.workers.js';
import { MediaConfig } from '../media.config.js';
import { notAPicture, pictureDamaged, pictureTooLarge } from '../media.errors.js';
import type { PictureFacts } from '../picture-structure/picture-structure.js';
import { scrubFile } from '../picture-structure/scrub.js';
import { renditionPath } from '../renditions/rendition-path.js';
import { unlessFull } from '../spool/spool-full.js';
import type { SpooledFile } from '../spool/spooled-file.js';

export interface InspectOptions {
  /** To the attribute, or empty where the body itself is the picture. */
  readonly pointer: string;
  /** What to render at once. */
  readonly presets: RenditionPresets;
}

/** A scrubbed picture beside the spooled one, and what its structure says of it; null once it was made anew. */
interface Scrubbed {
  readonly path: string;
  readonly claim: PictureFacts | null;
}

/** A picture that has a seat among those that are worked on. */
interface Inspection extends InspectOptions {
  readonly spooled: SpooledFile;
  readonly format: ImageFormat;
  readonly seat: ImageSeat;
}

/** Bytes → a picture that is proven, scrubbed and rendered; the checks stand in the order of their cost. */
@Injectable()
export class ImageInspector {
  constructor(
    private readonly workers: ImageWorkers,
    private readonly config: MediaConfig,
  ) {}

  /**
   * What it makes lies beside the spooled file, and is for the owner of their folder to remove.
   *
   * @throws JsonApiError 413, 415, 422, 503 or 507; nothing is left behind then
   */
  async inspect(spooled: SpooledFile, { pointer, presets }: InspectOptions): Promise<ImageFile> {
    this.#checkSize(spooled, pointer);
    const format = await sniff(spooled.path, pointer);
    const outputs = ['original', ...Object.keys(presets)].map((part) =>
      renditionPath(`${spooled.path}-`, part, format),
    );
    try {
      // Before anything is read: whoever is sent away then should have cost nothing.
      return await this.workers.seat((seat) =>
        this.#inspect({ spooled, format, pointer, presets, seat }),
      );
    } catch (error) {
      await Promise.all(outputs.map((path) => rm(path, { force: true })));
      throw this.#translate(error, pointer);
    }
  }

  #checkSize({ bytes }: SpooledFile, pointer: string): void {
    const { mediaMaxBytes } = this.config;
    if (bytes > mediaMaxBytes)
      throw new JsonApiError(pictureTooLarge(pointer, mediaMaxBytes, bytes));
  }

  async #inspect(inspection: Inspection): Promise<ImageFile> {
    const scrubbed = await this.#scrub(inspection);
    const picture = await this.#prove(scrubbed, inspection);
    return { ...picture, path: scrubbed.path, bytes: (await stat(scrubbed.path)).size };
  }

  async #scrub({ format, pointer, seat, spooled: { path } }: Inspection): Promise<Scrubbed> {
    const clean = renditionPath(`${path}-`, 'original', format);
    const verdict = await unlessFull(() =>
      scrubFile({ from: path, to: clean }, format, this.#structureLimits),
    );
    if (verdict.verdict === 'refused')
      throw new JsonApiError(faultOfStructure(verdict.fault, pointer));
    if (verdict.verdict === 'lossless') return { path: clean, claim: verdict.structure };
    await seat.run(this.#reencoding(verdict.facts, path, clean));
    return { path: clean, claim: null };
  }

  #reencoding(facts: PictureFacts, path: string, outputPath: string): ReencodeJob {
    const { format, height, width } = facts;
    // Decoders widen a GIF's screen to what lies outside it, which is what must go.
    const crop = format === 'gif' ? { width, height } : null;
    const limits = this.#decodeLimits;
    return { kind: 're-encode', path, format, limits, crop, outputPath };
  }

  async #prove(
    { claim, path }: Scrubbed,
    { format, pointer, presets, seat, spooled }: Inspection,
  ): Promise<ProvenPicture> {
    const limits = this.#decodeLimits;
    const outputPrefix = `${spooled.path}-`;
    const proof = await seat.run({ kind: 'prove', path, format, limits, presets, outputPrefix });
    if (claim !== null && !proofMatches(proof, claim))
      throw new JsonApiError(pictureDamaged(pointer, 'its structure and its pixels disagree'));
    return { ...proof.picture, frames: claim?.frames ?? proof.picture.frames };
  }

  #translate(error: unknown, pointer: string): unknown {
    if (!(error instanceof ImageWorkError)) return error;
    const fault = faultOfWork(error, pointer, this.config.imageDeadlineMilliseconds);
    return fault === null ? error : new JsonApiError(fault, { cause: error });
  }

  get #decodeLimits() {
    const { mediaMaxAnimationPixels: maxAnimationPixels, mediaMaxPixels: maxPixels } = this.config;
    return { maxPixels, maxAnimationPixels };
  }

  get #structureLimits() {
    const { mediaMaxFrames: maxFrames, mediaMaxSide: maxSide } = this.config;
    return { ...this.#decodeLimits, maxFrames, maxSide };
  }
}

/** @throws JsonApiError 415 */
async function sniff(path: string, pointer: string): Promise<ImageFormat> {
  const file = await open(path);
  try {
    const head = Buffer.alloc(sniffedBytes);
    const { bytesRead } = await file.read(head, 0, head.length, 0);
    const sniffed = sniffPicture(head.subarray(0, bytesRead));
    if (sniffed.format === null) throw new JsonApiError(notAPicture(pointer, sniffed.name));
    return sniffed.format;
  } finally {
    await file.close();
  }
}
