import { Catch } from '@nestjs/common';
import { outcomeUnknown, unavailable } from '../jsonapi/errors/server.errors.js';
import { JsonApiError } from '../jsonapi/errors/fault.js';
import { JsonApiExceptionFilter } from '../jsonapi/errors/json-api-exception.filter.js';
import { DatabaseUnavailable } from './database-unavailable.js';
import { isOutcomeUnknown, isUnansweredQuery } from './unanswered-query.js';

/** Seconds in which a database that is restarted or replaced may be back. */
const retryAfterSeconds = 5;

/** Whatever was thrown → an errors document, in which a lost database is no fault of the server's. */
@Catch()
export class DatabaseFaultFilter extends JsonApiExceptionFilter {
  protected override refusalOf(thrown: unknown): unknown {
    if (isOutcomeUnknown(thrown)) return new JsonApiError(outcomeUnknown(), { cause: thrown });
    if (!isPassing(thrown)) return thrown;
    const fault = unavailable('The database does not answer.', retryAfterSeconds);
    return new JsonApiError(fault, { cause: thrown });
  }
}

function isPassing(thrown: unknown): boolean {
  return thrown instanceof DatabaseUnavailable || isUnansweredQuery(thrown);
}
