import { randomUUID } from 'node:crypto';
import { HeadObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { Logger } from '@nestjs/common';
import { failureOf, statusOf } from './s3.failure.js';
import { StorageError } from './storage-error.js';

export interface S3Object {
  readonly Bucket: string;
  readonly Key: string;
}

/** What a put is sent with, so that it replaces nothing and knows its own object again. */
export interface PutGuards {
  readonly IfNoneMatch?: '*';
  readonly Metadata: Readonly<Record<string, string>>;
}

/** Object metadata in which a put leaves its token. */
const label = 'put';

/** Stays in the bucket, empty; no file of ours has such a name, so listings pass it over. */
const probeKey = 'marquee-exclusive-put-probe';

/**
 * Puts that never overwrite, by `If-None-Match: *`, which Amazon and most stores honour. Others refuse the
 * header, or take it and replace the object all the same; so two empty puts under one name find out, before
 * the first real one. Where it is not honoured we say so and look before each put: that refuses what is there,
 * but not a rival in the same instant. https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
 */
export class ExclusivePuts {
  readonly #logger = new Logger('S3Storage');
  #honoured: Promise<boolean> | null = null;

  constructor(private readonly client: S3Client) {}

  /**
   * @param send puts the object with these guards; it may send it again where no answer came
   * @throws StorageError `taken`; whatever `send` throws
   */
  async put(object: S3Object, send: (guards: PutGuards) => Promise<unknown>): Promise<void> {
    const token = randomUUID();
    const honoured = await this.#isHonoured(object.Bucket);
    if (!honoured && (await this.#tokenOf(object)) !== null) throw taken(object);
    try {
      await send({ Metadata: { [label]: token }, ...(honoured && { IfNoneMatch: '*' }) });
    } catch (error) {
      if (statusOf(error) !== 412) throw error;
      // It may be our own: sent again because the answer to the first try got lost.
      if ((await this.#tokenOf(object)) !== token) throw taken(object, error);
    }
  }

  /** @returns null where there is no such object, '' where it has no token */
  async #tokenOf(object: S3Object): Promise<string | null> {
    try {
      const { Metadata } = await this.client.send(new HeadObjectCommand(object));
      return Metadata?.[label] ?? '';
    } catch (error) {
      if (failureOf(error, object.Key).fault === 'not-found') return null;
      throw error;
    }
  }

  /** Asked once; a store that was out of reach is asked again. */
  async #isHonoured(bucket: string): Promise<boolean> {
    this.#honoured ??= this.#probe(bucket);
    try {
      return await this.#honoured;
    } catch (error) {
      this.#honoured = null;
      throw error;
    }
  }

  async #probe(bucket: string): Promise<boolean> {
    const probe = { Bucket: bucket, Key: probeKey, Body: '', IfNoneMatch: '*' } as const;
    for (let puts = 1; puts <= 2; puts++) {
      try {
        await this.client.send(new PutObjectCommand(probe));
      } catch (error) {
        const status = statusOf(error);
        if (status === 412) return true;
        if (status !== 501) throw error;
        break;
      }
    }
    this.#logger.warn(
      `${bucket}: the store does not honour If-None-Match on a put; each put looks first whether its name is taken`,
    );
    return false;
  }
}

function taken({ Key }: S3Object, cause?: unknown): StorageError {
  return new StorageError('taken', `there is an object ${Key}`, { cause });
}
