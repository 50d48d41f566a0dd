import { JsonApiError } from '../../jsonapi/errors/fault.js';
import { StorageError } from '../../storage/storage-error.js';
import { storageFull, storageUnavailable } from '../media.errors.js';

/** Seconds after which a store that did not answer may be asked again. */
const retryAfterSeconds = 5;

/** What a client is told when the storage fails; every other error is handed back as it is. */
export function storageRefusal(error: unknown): unknown {
  if (!(error instanceof StorageError)) return error;
  const fault = error.fault === 'full' ? storageFull() : storageUnavailable(retryAfterSeconds);
  return new JsonApiError(fault, { cause: error });
}

/** Of a store that did not answer, nobody knows what it will do yet: its file is erased when it surely has. */
export function mayStillHappen(error: unknown): boolean {
  return error instanceof StorageError && error.fault === 'unavailable';
}

/** For a request that took longer than the sweeper waits for one: what it had stored is gone. */
export function givenUpMeanwhile(): JsonApiError {
  return new JsonApiError(storageUnavailable(retryAfterSeconds));
}
