import { Injectable, Logger } from '@nestjs/common';
import type { Caller } from '../../auth/caller.js';
import { type Fault, JsonApiError } from '../../jsonapi/errors/fault.js';
import { tooManyUploads, uploadBytesUsedUp, uploadOverQuota } from './quota.errors.js';
import { quotaNameOf } from './quota-name.js';
import { UploadAllowances, type UploadCost } from './upload-allowances.js';
import { UploadConfig } from './upload.config.js';

/** Who uploads, and from where. */
export interface Uploader {
  readonly caller: Caller;
  readonly address?: string | undefined;
}

/** What is to be sent. */
export interface UploadCharge {
  readonly uploads: number;
  readonly bytes: number;
}

const microseconds = 1_000_000;
const minute = 60 * microseconds;
const day = 86_400 * microseconds;

/**
 * How much a caller may still upload: at once what a minute has of uploads and a day of bytes, and both come back
 * evenly. It is counted in Postgres, for all processes together. Admins may send what they want: they bring whole
 * events in from elsewhere.
 */
@Injectable()
export class UploadQuota {
  readonly #logger = new Logger('UploadQuota');

  constructor(
    private readonly allowances: UploadAllowances,
    private readonly config: UploadConfig,
  ) {}

  /**
   * @returns bytes that are left to the caller
   * @throws JsonApiError 429, or 413 for more than there will ever be room for; nothing was taken then
   */
  async charge(uploader: Uploader, charge: UploadCharge): Promise<number> {
    if (!this.#counts(uploader)) return Infinity;
    const { uploadBytesPerDay: limit } = this.config;
    if (limit > 0 && charge.bytes > limit)
      throw new JsonApiError(uploadOverQuota(limit, charge.bytes));
    const name = quotaNameOf(uploader);
    const cost = this.#costOf(charge);
    const secondsLeft = await this.allowances.take(name, cost);
    if (secondsLeft === null)
      throw new JsonApiError(this.#faultOf(await this.allowances.waits(name, cost)));
    return limit === 0 ? Infinity : Math.floor((secondsLeft * microseconds * limit) / day);
  }

  /**
   * Never fails: what it corrects has been sent, or never will be.
   *
   * @param bytes that were sent beyond what was charged; negative for what was charged and not sent
   */
  async correct(uploader: Uploader, bytes: number): Promise<void> {
    if (!this.#counts(uploader)) return;
    const cost = this.#costOf({ uploads: 0, bytes });
    try {
      await this.allowances.correct(quotaNameOf(uploader), cost.bytes);
    } catch (error) {
      this.#logger.warn(`${bytes} bytes were not counted: ${String(error)}`);
    }
  }

  #counts({ caller }: Uploader): boolean {
    const { uploadBytesPerDay, uploadsPerMinute } = this.config;
    return !caller.isAdmin && (uploadBytesPerDay > 0 || uploadsPerMinute > 0);
  }

  #costOf({ bytes, uploads }: UploadCharge): UploadCost {
    const { uploadBytesPerDay, uploadsPerMinute } = this.config;
    return {
      uploads: costOf(uploads, minute, uploadsPerMinute),
      bytes: costOf(bytes, day, uploadBytesPerDay),
    };
  }

  #faultOf(waits: UploadCost): Fault {
    const { uploadBytesPerDay, uploadsPerMinute } = this.config;
    return waits.bytes > waits.uploads
      ? uploadBytesUsedUp(uploadBytesPerDay, wholeSeconds(waits.bytes))
      : tooManyUploads(uploadsPerMinute, wholeSeconds(waits.uploads));
  }
}

/** Rounded down, so that all of a limit fits into its time. */
function costOf(amount: number, time: number, limit: number): number {
  return limit === 0 ? 0 : Math.trunc((amount * time) / limit);
}

/** At least one: room may have been made meanwhile. */
function wholeSeconds(seconds: number): number {
  return Math.max(1, Math.ceil(seconds));
}
