import { Catch } from '@nestjs/common';
import { QueryFailedError } from 'typeorm';
import { outcomeUnknown, unavailable } from '../jsonapi/errors/server.errors.js';
import { JsonApiError } from '../jsonapi/errors/fault.js';
import { JsonApiExceptionFilter } from '../jsonapi/errors/json-api-exception.filter.js';
import { DatabaseUnavailable, isUnavailability } from './database-unavailable.js';

/** Seconds in which a database that is restarted or replaced may be back. */
const retryAfterSeconds = 5;

/** Whatever was thrown → an errors document, in which a lost database is no fault of the server's. */
@Catch()
export class DatabaseFaultFilter extends JsonApiExceptionFilter {
  protected override refusalOf(thrown: unknown): unknown {
    if (isUnknown(thrown)) return new JsonApiError(outcomeUnknown(), { cause: thrown });
    if (!isPassing(thrown)) return thrown;
    const fault = unavailable('The database does not answer.', retryAfterSeconds);
    return new JsonApiError(fault, { cause: thrown });
  }
}

/** A commit without an answer was carried out or was not; all else is undone with its transaction. */
function isUnknown(thrown: unknown): boolean {
  return isFailedQuery(thrown) && thrown.query === 'COMMIT';
}

function isPassing(thrown: unknown): boolean {
  return thrown instanceof DatabaseUnavailable || isFailedQuery(thrown);
}

function isFailedQuery(thrown: unknown): thrown is QueryFailedError {
  return thrown instanceof QueryFailedError && isUnavailability(thrown.driverError);
}
