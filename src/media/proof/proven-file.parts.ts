import type { FileStorage } from '../../storage/file-storage.js';
import { type StorageKey, fileName } from '../../storage/storage-key.js';
import { contentTypeOf, extensionOf } from '../media-formats.js';
import { originalPart } from '../media-url.js';
import type { ProvenFile } from './proven-file.js';
import { mayStillHappen } from '../ledger/storage-refusal.js';

type Part = Pick<ProvenFile, 'format' | 'path'>;

/**
 * Puts a file where its key says, its renditions beside it.
 *
 * @throws StorageError; of several, one that leaves open what the storage will still do
 */
export async function putParts(
  storage: FileStorage,
  key: StorageKey,
  { format, path, renditions }: ProvenFile,
): Promise<void> {
  const placeOf = (part: string, one: Part) =>
    [fileName(key, part, extensionOf(one.format)), one.path, contentTypeOf(one.format)] as const;
  await storage.putFile(...placeOf(originalPart, { format, path }));
  const puts = await Promise.allSettled(
    renditions.map((one) => storage.putDerived(...placeOf(one.preset, one))),
  );
  // All have ended: what follows a failure must not race with a put that succeeds.
  const reasons = puts.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
  if (reasons.length > 0) throw reasons.find(mayStillHappen) ?? reasons[0];
}
