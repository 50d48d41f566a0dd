import * as errors from '../errors/errors.js';
import type { Fault } from '../errors/fault.js';
import { maximumOperations } from '../atomic/operations.parser.js';
import { maximumPageSize } from '../request/query.js';

/** A fault of the catalogue without an occurrence here does not compile. */
const occurrences: Readonly<Record<keyof typeof errors, Fault>> = {
  unknownRoute: errors.unknownRoute('/v1/colours'),
  methodNotAllowed: errors.methodNotAllowed('PUT', ['GET', 'HEAD', 'OPTIONS', 'POST']),
  unsupportedMediaType: errors.unsupportedMediaType(
    'Send the body as application/vnd.api+json, not as text/plain.',
  ),
  notAcceptable: errors.notAcceptable(
    'application/vnd.api+json takes the parameters "ext" and "profile" only, not "charset".',
  ),
  unauthenticated: errors.unauthenticated(),
  invalidToken: errors.invalidToken('The token has expired.'),
  wrongCredentials: errors.wrongCredentials(),
  forbidden: errors.forbidden('You may not update this resource.'),
  unknownParameter: errors.unknownParameter('colour'),
  invalidParameter: errors.invalidParameter(
    'sort',
    'Cannot sort by "colour": there is no such attribute.',
  ),
  pageTooLarge: errors.pageTooLarge(maximumPageSize, 1000),
  malformedBody: errors.malformedBody('The body is no JSON: it ends too early.'),
  invalidDocument: errors.invalidDocument('/data', '"data" must be a resource object.'),
  unknownMember: errors.unknownMember('/data/attributes/colour', 'colour'),
  missingMember: errors.missingMember('/data/attributes', 'name'),
  invalidValue: errors.invalidValue('/data/attributes/name', '"name" must be a string.'),
  typeMismatch: errors.typeMismatch('/data/type', 'event', 'user'),
  idMismatch: errors.idMismatch('/data/id', '42'),
  clientIdForbidden: errors.clientIdForbidden('/data/id'),
  relationshipReadonly: errors.relationshipReadonly('sessions'),
  setOnce: errors.setOnce('/data/relationships/event', 'event'),
  tooManyOperations: errors.tooManyOperations(maximumOperations, 250),
  notFound: errors.notFound('event "4711"'),
  relatedNotFound: errors.relatedNotFound('/data/relationships/owner/data/id', 'user', '4711'),
  alreadyTaken: errors.alreadyTaken('/data/attributes/email', 'email'),
  inUse: errors.inUse('Other resources refer to this track.'),
  restoreFirst: errors.restoreFirst('/data/attributes', 'event', 'deleted-at'),
  preconditionFailed: errors.preconditionFailed(),
  invalidIdempotencyKey: errors.invalidIdempotencyKey(),
  idempotencyKeyReused: errors.idempotencyKeyReused(),
  serverError: errors.serverError(),
  outcomeUnknown: errors.outcomeUnknown(),
  unavailable: errors.unavailable('The database does not answer.', 5),
};

/** An occurrence of every fault that the protocol knows, for the examples in the documentation. */
export const protocolFaults: readonly Fault[] = Object.values(occurrences);
