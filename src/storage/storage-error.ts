/**
 * Why the storage refused: the file is not there, its name is taken, no space is left, or the storage does not
 * work now.
 */
export type StorageFault = 'not-found' | 'taken' | 'full' | 'unavailable';

/** The only error of a storage driver; the driver's own error is its `cause`. */
export class StorageError extends Error {
  constructor(
    readonly fault: StorageFault,
    /** Says which file; for the log, never for a client. */
    message: string,
    options?: { readonly cause?: unknown },
  ) {
    super(message, options);
    this.name = 'StorageError';
  }
}
