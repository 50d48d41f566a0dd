import { JsonApiError } from '../../jsonapi/errors/fault.js';
import { hasCode } from '../../storage/errno.js';
import { storageFull } from '../media.errors.js';

/** @throws JsonApiError 507 where the disk, or the share of it that the process may use, is full */
export async function unlessFull<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (hasCode(cause, 'ENOSPC', 'EDQUOT')) throw new JsonApiError(storageFull(), { cause });
    throw cause;
  }
}
