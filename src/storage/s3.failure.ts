import { S3ServiceException } from '@aws-sdk/client-s3';
import { StorageError } from './storage-error.js';

/** What stores answer, beside status 507, when a disk or a quota is full. */
const FULL = new Set([
  'XMinioStorageFull',
  'QuotaExceeded',
  'StorageLimitExceeded',
  'InsufficientCapacity',
]);

/** What a store or the way to it said → the storage's own error. */
export function failureOf(cause: unknown, name: string): StorageError {
  if (cause instanceof StorageError) return cause;
  const code = cause instanceof Error ? cause.name : '';
  if (code === 'NoSuchKey' || code === 'NotFound')
    return new StorageError('not-found', `no object ${name}`, { cause });
  if (statusOf(cause) === 507 || FULL.has(code))
    return new StorageError('full', `no space for ${name}`, { cause });
  return new StorageError('unavailable', `object storage failed at ${name}`, { cause });
}

/** Worth another try: no answer at all, or one that blames the server, the rate or a rival's request. */
export function isPassing(cause: unknown): boolean {
  const status = statusOf(cause);
  if (status === undefined || status === 409 || status === 429) return true;
  return status >= 500 && status !== 501 && status !== 507;
}

/** @returns undefined where no answer came */
export function statusOf(cause: unknown): number | undefined {
  return cause instanceof S3ServiceException ? cause.$metadata.httpStatusCode : undefined;
}
