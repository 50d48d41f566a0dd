/** What has arrived of the pictures and files of a request. */
export interface UploadRecord {
  /**
   * Of uploads whose arrival has begun, those that were refused for a quota included; of resumable ones, those that
   * became whole.
   */
  readonly count: number;
  /** Decoded. */
  readonly bytes: number;
}

const records = new WeakMap<object, UploadRecord>();

/** @param record counts on while the body is read */
export function recordUploads(request: object, record: UploadRecord): void {
  records.set(request, record);
}

/** @returns undefined where no body was read */
export function uploadsOf(request: object): UploadRecord | undefined {
  return records.get(request);
}
