import type { Request } from 'express';
import type { Caller } from '../../auth/caller.js';
import { apiPrefix } from '../../jsonapi/response/link-builder.js';
import type { StorageKey } from '../../storage/storage-key.js';

/** Where uploads begin, below the public URL. */
export const tusPath = `${apiPrefix}/upload/tus`;

/** Below which the parts of all resumable uploads lie. */
export const tusFolder = 'tus';

/** One request of a signed-in user about one upload. */
export interface TusRequest {
  readonly incoming: Request;
  /** As meant: proxies that let through GET and POST alone hide others in a POST. */
  readonly method: string;
  readonly key: StorageKey;
  readonly caller: Extract<Caller, { kind: 'user' }>;
}

/** What the client knows of a key. */
export function idOf(key: StorageKey): string {
  return key.slice(tusFolder.length + 1);
}
