import { Injectable } from '@nestjs/common';
import { type Transaction, Transactions } from '../../database/transactions.js';
import { JsonApiError } from '../../jsonapi/errors/fault.js';
import type { FileName, StorageKey } from '../../storage/storage-key.js';
import { MediaConfig } from '../media.config.js';
import { UploadConfig } from '../quota/upload.config.js';
import { ResumableUpload } from './resumable-upload.entity.js';
import { tooManyUnfinishedUploads } from './tus.errors.js';

/** A part that is in the storage, to be known from now on. */
export interface StoredPart {
  readonly name: FileName;
  readonly bytes: number;
}

/** Any number; beside it stands the owner. */
const ownersLock = 6_277_835;

/** A finished one is there as long as its file: a URL that leads nowhere is not answered. */
const isThere = `state <> 'doomed' AND expires_at > now() AND (url IS NULL OR EXISTS (
  SELECT FROM media_files AS file
  WHERE file.key = substring(url FROM '^/media/([^.]+)[.]') AND file.state = 'stored'))`;

/**
 * The table of resumable uploads. Whoever moves one on says where it stood: of two requests at one place, in any two
 * processes, one succeeds, so no bytes are ever mixed and nothing is stored twice, whatever locks are lost.
 */
@Injectable()
export class ResumableUploads {
  constructor(
    private readonly transactions: Transactions,
    private readonly media: MediaConfig,
    private readonly config: UploadConfig,
  ) {}

  get lifetimeMilliseconds(): number {
    return this.media.unfinishedUploadHours * 3_600_000;
  }

  /** @throws JsonApiError 429 where the owner has as many unfinished ones as he may have */
  async begin(
    upload: Pick<ResumableUpload, 'bytes' | 'key' | 'metadata' | 'ownerId'>,
  ): Promise<void> {
    const expiresAt = new Date(Date.now() + this.lifetimeMilliseconds);
    const row = {
      ...upload,
      state: 'arriving',
      received: 0,
      parts: [],
      url: null,
      expiresAt,
    } as const;
    await this.transactions.run(async (transaction) => {
      await this.#requireRoom(transaction, upload.ownerId);
      await transaction.insert(ResumableUpload, row);
    });
  }

  /** @returns null for what is not there, or another's: that it exists is nobody else's business */
  async find(key: StorageKey, ownerId: string): Promise<ResumableUpload | null> {
    return this.transactions.single
      .createQueryBuilder(ResumableUpload, 'upload')
      .where('upload.key = :key AND upload.owner_id = :ownerId', { key, ownerId })
      .andWhere(isThere)
      .getOne();
  }

  /** @returns whether it is done; not where the upload stands elsewhere now */
  async advance({ key, received }: ResumableUpload, { bytes, name }: StoredPart): Promise<boolean> {
    const [, count] = await this.transactions.single.query<[unknown, number]>(
      `UPDATE resumable_uploads SET received = received + $3, parts = parts || $4::text
       WHERE key = $1 AND received = $2 AND state = 'arriving'`,
      [key, received, bytes, name],
    );
    return count === 1;
  }

  /** In the transaction from which on the file is an upload. @returns as `advance` */
  async finish(
    transaction: Transaction,
    { key, received }: ResumableUpload,
    url: string,
  ): Promise<boolean> {
    const [, count] = await transaction.query<[unknown, number]>(
      `UPDATE resumable_uploads SET state = 'finished', received = bytes, url = $3
       WHERE key = $1 AND received = $2 AND state = 'arriving'`,
      [key, received, url],
    );
    return count === 1;
  }

  /** Nothing more is added to it, by anybody. */
  async doom(key: StorageKey): Promise<void> {
    await this.transactions.single.update(ResumableUpload, { key }, { state: 'doomed' });
  }

  /** Its parts are erased: a finished upload is remembered for clients that have lost the answer. */
  async forgetParts(key: StorageKey): Promise<void> {
    await this.transactions.run(async (transaction) => {
      await transaction.delete(ResumableUpload, { key, state: 'doomed' });
      await transaction.update(ResumableUpload, { key, state: 'finished' }, { parts: [] });
    });
  }

  /** Requests at once are counted one after the other. */
  async #requireRoom(transaction: Transaction, ownerId: string): Promise<void> {
    const { unfinishedUploadsPerUser: limit } = this.config;
    await transaction.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [
      ownersLock,
      ownerId,
    ]);
    const [row] = await transaction.query<readonly { readonly count: number }[]>(
      `SELECT count(*)::int AS count FROM resumable_uploads
       WHERE owner_id = $1 AND state = 'arriving' AND expires_at > now()`,
      [ownerId],
    );
    if ((row?.count ?? 0) >= limit) throw new JsonApiError(tooManyUnfinishedUploads(limit));
  }
}
