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
  type S3Client,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import type { OnApplicationShutdown } from '@nestjs/common';
import { holdErrors, contentError } from './content-error.js';
import {
  type ByteRange,
  type FileHeaders,
  FileStorage,
  type StoredFile,
  type TemporaryUrl,
} from './file-storage.js';
import { type S3Settings, openS3Client } from './s3.client.js';
import { ExclusivePuts, type PutGuards, type S3Object } from './s3.exclusive-put.js';
import { failureOf, isPassing } from './s3.failure.js';
import { presignedUrl } from './s3.presigned-urls.js';
import { StorageError } from './storage-error.js';
import { type FileName, parseFileName } from './storage-key.js';

/** The standard's smallest part; one at a time, so a put of unknown length holds 5 MiB and no more. */
const PART_BYTES = 5 * 1024 * 1024;

/** The SDK repeats a failed request itself, except one whose body is a stream: a file can be read again. */
const FILE_TRIES = 3;

/**
 * Files as objects of one bucket, on Amazon S3 or any store that speaks its protocol. Objects appear whole
 * or not at all and are durable when a put is answered, so the promises of a put are the store's.
 */
export class S3Storage extends FileStorage implements OnApplicationShutdown {
  private readonly client: S3Client;
  private readonly puts: ExclusivePuts;

  constructor(private readonly settings: S3Settings) {
    super();
    this.client = openS3Client(settings);
    this.puts = new ExclusivePuts(this.client);
  }

  override async put(name: FileName, content: Readable, contentType: string): Promise<void> {
    holdErrors(content);
    const object = this.object(name);
    const { client } = this;
    try {
      await this.puts.put(object, (guards) => {
        const params = { ...object, ...guards, Body: content, ContentType: contentType };
        return new Upload({ client, params, partSize: PART_BYTES, queueSize: 1 }).done();
      });
    } catch (cause) {
      throw contentError(content, cause) ?? failureOf(cause, name);
    } finally {
      content.destroy();
    }
  }

  override async putFile(name: FileName, path: string, contentType: string): Promise<void> {
    const object = this.object(name);
    try {
      await this.puts.put(object, async (guards) => {
        for (let tries = 1; ; tries++) {
          try {
            return await this.putFileOnce({ ...object, ...guards }, path, contentType);
          } catch (cause) {
            if (tries === FILE_TRIES || !isPassing(cause)) throw cause;
          }
        }
      });
    } catch (cause) {
      throw failureOf(cause, name);
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
      throw failureOf(cause, name);
    }
    throw new StorageError('unavailable', `no content of ${name}`);
  }

  override async linkTo(name: FileName, headers: FileHeaders): Promise<TemporaryUrl | null> {
    if (!this.settings.linked) return null;
    try {
      return await presignedUrl(this.client, this.object(name), headers);
    } catch (cause) {
      throw failureOf(cause, name);
    }
  }

  override async stat(name: FileName): Promise<StoredFile | null> {
    try {
      const head = await this.client.send(new HeadObjectCommand(this.object(name)));
      return describe(name, head.ContentLength, head.LastModified);
    } catch (cause) {
      const error = failureOf(cause, name);
      if (error.fault === 'not-found') return null;
      throw error;
    }
  }

  override async delete(name: FileName): Promise<void> {
    try {
      await this.client.send(new DeleteObjectCommand(this.object(name)));
    } catch (cause) {
      const error = failureOf(cause, name);
      if (error.fault !== 'not-found') throw error;
    }
  }

  override async *list(prefix: string): AsyncGenerator<StoredFile> {
    const query = { Bucket: this.settings.bucket, Prefix: prefix };
    try {
      for await (const page of paginateListObjectsV2({ client: this.client }, query))
        yield* filesOf(page.Contents ?? []);
    } catch (cause) {
      throw failureOf(cause, prefix);
    }
  }

  onApplicationShutdown(): void {
    this.client.destroy();
  }

  /** Its length is known, so it streams in one request, with no part held in memory. */
  private async putFileOnce(
    object: S3Object & PutGuards,
    path: string,
    contentType: string,
  ): Promise<void> {
    const { size } = await stat(path);
    const content = createReadStream(path);
    holdErrors(content);
    const described = { ...object, ContentType: contentType, ContentLength: size, Body: content };
    await this.client.send(new PutObjectCommand(described)).finally(() => content.destroy());
  }

  private object(name: FileName): S3Object {
    return { Bucket: this.settings.bucket, Key: name };
  }
}

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
