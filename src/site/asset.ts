import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

/** A small file as browsers get it, ready in memory. */
export class Asset {
  private constructor(
    readonly contentType: string,
    readonly content: Buffer,
    readonly gzipped: Buffer,
    /** Names the content in URLs and, quoted, in ETags. */
    readonly version: string,
  ) {}

  static async of(contentType: string, content: Buffer): Promise<Asset> {
    const version = createHash('sha256').update(content).digest('base64url').slice(0, 16);
    return new Asset(contentType, content, await promisify(gzip)(content), version);
  }
}
