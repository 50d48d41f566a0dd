import { QueryFailedError } from 'typeorm';
import { isUnavailability } from './database-unavailable.js';

/** Whether a statement failed for a reason that says nothing about it. */
export function isUnansweredQuery(thrown: unknown): thrown is QueryFailedError {
  return thrown instanceof QueryFailedError && isUnavailability(thrown.driverError);
}

/** A commit without an answer was carried out or was not; all else is undone with its transaction. */
export function isOutcomeUnknown(thrown: unknown): boolean {
  return isUnansweredQuery(thrown) && thrown.query === 'COMMIT';
}
