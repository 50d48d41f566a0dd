import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { FileHeaders, TemporaryUrl } from './file-storage.js';
import type { S3Object } from './s3.exclusive-put.js';

const lifeSeconds = 900;

/** One URL for all who ask within it, so that their caches know it again. */
const stepSeconds = lifeSeconds / 2;

/**
 * Less than is left of a step's oldest URL, and less than credentials are refreshed before they end: with
 * them, what they have signed ends too.
 */
const surelySeconds = 240;

/** A file is what its name says for ever; only the URL ends. */
const kept = 'public, max-age=31536000, immutable';

/** A URL that the store itself answers to whoever has it. */
export async function presignedUrl(
  client: S3Client,
  object: S3Object,
  headers: FileHeaders,
): Promise<TemporaryUrl> {
  const seconds = Math.floor(Date.now() / 1000);
  const signingDate = new Date((seconds - (seconds % stepSeconds)) * 1000);
  const command = new GetObjectCommand({
    ...object,
    ResponseCacheControl: kept,
    ResponseContentType: headers['Content-Type'],
    ResponseContentDisposition: headers['Content-Disposition'],
  });
  const url = await getSignedUrl(client, command, { expiresIn: lifeSeconds, signingDate });
  return { url, surelySeconds };
}
