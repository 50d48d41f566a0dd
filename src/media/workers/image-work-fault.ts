import type { Fault } from '../../jsonapi/errors/fault.js';
import type { ImageWorkError } from './image-work-error.js';
import {
  imageWorkersBusy,
  pictureDamaged,
  pictureTooCostly,
  storageFull,
} from '../media.errors.js';

/** Seconds after which a full queue has surely moved. */
const retryAfterSeconds = 5;

/**
 * What a client is told of image work that was not done.
 *
 * @returns null where the fault is the server's own and unexpected
 */
export function faultOfWork(
  { code, fault }: ImageWorkError,
  pointer: string,
  deadlineMilliseconds: number,
): Fault | null {
  switch (fault) {
    case 'busy':
    case 'closed':
    case 'lost':
      return imageWorkersBusy(retryAfterSeconds);
    case 'undecodable':
      return pictureDamaged(pointer);
    case 'crashed':
      return pictureDamaged(pointer, 'it cannot be decoded');
    case 'deadline':
      return pictureTooCostly(pointer, deadlineMilliseconds);
    case 'failed':
      return code === 'ENOSPC' || code === 'EDQUOT' ? storageFull() : null;
  }
}
