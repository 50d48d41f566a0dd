import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import {
  type _Object,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  paginateListObjectsV2,
  PutObjectCommand,
  S3Client,
  type S3ClientConfig,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import type { OnApplicationShutdown } from '@nestjs/common';
import { holdErrors, contentError } from './content-error.js';
import { type ByteRange, FileStorage, type StoredFile } from './file-storage.js';
import { StorageError } from './storage-error.js';
import { type FileName, parseFileName } from './storage-key.js';

/** The standard's smallest part; one at a time, so a put of unknown length holds 5 MiB and no more. */
const PART_BYTES = 5 * 1024 * 1024;

/** The SDK repeats a failed request itself, except one whose body is a stream: a file can be read again. */
const FILE_TRIES = 3;

/** What stores answer, beside status 507, when a disk or a quota is full. */
const FULL = new Set([
  'XMinioStorageFull',
  'QuotaExceeded',
  'StorageLimitExceeded',
  'InsufficientCapacity',
]);

export interface S3Settings {
  readonly bucket: string;
  readonly region: string;
  /** Absent for Amazon's own. */
  readonly endpoint?: string | undefined;
  readonly forcePathStyle: boolean;
}

/**
 * Files as objects of one bucket, on Amazon S3 or any store that speaks its protocol. Objects appear whole
 * or not at all and are durable when a put is answered, so the promises of a put are the store's.
 */
export class S3Storage extends FileStorage implements OnApplicationShutdown {
  private readonly client: S3Client;
  private readonly bucket: string;

  /** Credentials come from the SDK's default chain: environment, shared files, web identity, instance role. */
  constructor(settings: S3Settings) {
    super();
    this.bucket = settings.bucket;
    this.client = new S3Client(clientConfig(settings));
  }

  override async put(name: FileName, content: Readable, contentType: string): Promise<void> {
    holdErrors(content);
    const params = { ...this.object(name), Body: content, ContentType: contentType };
    try {
      await new Upload({ client: this.client, params, partSize: PART_BYTES, queueSize: 1 }).done();
    } catch (cause) {
      throw contentError(content, cause) ?? failure(cause, name);
    } finally {
      content.destroy();
    }
  }

  override async putFile(name: FileName, path: string, contentType: string): Promise<void> {
    for (let tries = 1; ; tries++) {
      try {
        return await this.putFileOnce(name, path, contentType);
      } catch (cause) {
        if (tries === FILE_TRIES || !isPassing(cause)) throw failure(cause, name);
      }
    }
  }

  override async read(name: FileName, range?: ByteRange): Promise<Readable> {
    const Range = range && `bytes=${range.start}-${range.end}`;
    try {
      const { Body } = await this.client.send(
        new GetObjectCommand({ ...this.object(name), Range }),
      );
      if (Body instanceof Readable) return Body;
    } catch (cause) {
      throw failure(cause, name);
    }
    throw new StorageError('unavailable', `no content of ${name}`);
  }

  override async stat(name: FileName): Promise<StoredFile | null> {
    try {
      const head = await this.client.send(new HeadObjectCommand(this.object(name)));
      return describe(name, head.ContentLength, head.LastModified);
    } catch (cause) {
      const error = failure(cause, name);
      if (error.fault === 'not-found') return null;
      throw error;
    }
  }

  override async delete(name: FileName): Promise<void> {
    try {
      await this.client.send(new DeleteObjectCommand(this.object(name)));
    } catch (cause) {
      const error = failure(cause, name);
      if (error.fault !== 'not-found') throw error;
    }
  }

  override async *list(prefix: string): AsyncGenerator<StoredFile> {
    const query = { Bucket: this.bucket, Prefix: prefix };
    try {
      for await (const page of paginateListObjectsV2({ client: this.client }, query))
        yield* filesOf(page.Contents ?? []);
    } catch (cause) {
      throw failure(cause, prefix);
    }
  }

  onApplicationShutdown(): void {
    this.client.destroy();
  }

  /** Its length is known, so it streams in one request, with no part held in memory. */
  private async putFileOnce(name: FileName, path: string, contentType: string): Promise<void> {
    const { size } = await stat(path);
    const content = createReadStream(path);
    holdErrors(content);
    const description = { ContentType: contentType, ContentLength: size };
    const object = { ...this.object(name), ...description, Body: content };
    await this.client.send(new PutObjectCommand(object)).finally(() => content.destroy());
  }

  private object(name: FileName): { Bucket: string; Key: string } {
    return { Bucket: this.bucket, Key: name };
  }
}

function clientConfig(settings: S3Settings): S3ClientConfig {
  return {
    region: settings.region,
    ...(settings.endpoint && { endpoint: settings.endpoint }),
    forcePathStyle: settings.forcePathStyle,
    // The SDK's newer default, checksums in trailers, is more than several compatible stores understand.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    // What fails is thrown, and tried again below; the SDK would tell the console as well.
    logger: { debug: quiet, info: quiet, warn: quiet, error: quiet },
    requestHandler: {
      connectionTimeout: 3_000,
      // Of silence, in either direction.
      socketTimeout: 30_000,
      // A picture that is being served to a slow reader holds its socket; the SDK's 50 would be all of them.
      httpAgent: { maxSockets: 256 },
      httpsAgent: { maxSockets: 256 },
    },
  };
}

function quiet(): void {}

function describe(
  name: FileName,
  bytes: number | undefined,
  modifiedAt: Date | undefined,
): StoredFile {
  return { name, bytes: bytes ?? 0, modifiedAt: modifiedAt ?? new Date(0) };
}

/** Objects that are not ours, in a bucket that others use too, are passed over. */
function filesOf(objects: readonly _Object[]): StoredFile[] {
  return objects.flatMap(({ Key = '', Size, LastModified }) => {
    const name = parseFileName(Key);
    return name === null ? [] : [describe(name, Size, LastModified)];
  });
}

function failure(cause: unknown, name: string): StorageError {
  const status = statusOf(cause);
  const code = cause instanceof Error ? cause.name : '';
  if (code === 'NoSuchKey' || code === 'NotFound')
    return new StorageError('not-found', `no object ${name}`, { cause });
  if (status === 507 || FULL.has(code))
    return new StorageError('full', `no space for ${name}`, { cause });
  return new StorageError('unavailable', `object storage failed at ${name}`, { cause });
}

/** Worth another try: no answer at all, or one that blames the server or the rate. */
function isPassing(cause: unknown): boolean {
  const status = statusOf(cause);
  return status === undefined || status === 429 || (status >= 500 && status !== 507);
}

function statusOf(cause: unknown): number | undefined {
  return cause instanceof S3ServiceException ? cause.$metadata.httpStatusCode : undefined;
}
