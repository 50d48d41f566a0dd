import * as data from '../errors/data.errors.js';
import * as document from '../errors/document.errors.js';
import * as query from '../errors/query.errors.js';
import * as request from '../errors/request.errors.js';
import * as server from '../errors/server.errors.js';
import type { Fault } from '../errors/fault.js';
import { maximumOperations } from '../atomic/operations.parser.js';
import { maximumPageSize } from '../request/query.js';

/** A fault of the catalogue without an occurrence here does not compile. */
const occurrences: Readonly<
  Record<
    keyof (typeof data & typeof document & typeof query & typeof request & typeof server),
    Fault
  >
> = {
  unknownRoute: request.unknownRoute('/v1/colours'),
  methodNotAllowed: request.methodNotAllowed('PUT', ['GET', 'HEAD', 'OPTIONS', 'POST']),
  unsupportedMediaType: request.unsupportedMediaType(
    'Send the body as application/vnd.api+json, not as text/plain.',
  ),
  notAcceptable: request.notAcceptable(
    'application/vnd.api+json takes the parameters "ext" and "profile" only, not "charset".',
  ),
  unauthenticated: request.unauthenticated(),
  invalidToken: request.invalidToken('The token has expired.'),
  wrongCredentials: request.wrongCredentials(),
  forbidden: request.forbidden('You may not update this resource.'),
  unknownParameter: query.unknownParameter('colour'),
  invalidParameter: query.invalidParameter(
    'sort',
    'Cannot sort by "colour": there is no such attribute.',
  ),
  pageTooLarge: query.pageTooLarge(maximumPageSize, 1000),
  malformedBody: document.malformedBody('The body is no JSON: it ends too early.'),
  invalidDocument: document.invalidDocument('/data', '"data" must be a resource object.'),
  unknownMember: document.unknownMember('/data/attributes/colour', 'colour'),
  missingMember: document.missingMember('/data/attributes', 'name'),
  invalidValue: document.invalidValue('/data/attributes/name', '"name" must be a string.'),
  typeMismatch: document.typeMismatch('/data/type', 'event', 'user'),
  idMismatch: document.idMismatch('/data/id', '42'),
  clientIdForbidden: document.clientIdForbidden('/data/id'),
  relationshipReadonly: document.relationshipReadonly('sessions'),
  setOnce: document.setOnce('/data/relationships/event', 'event'),
  tooManyOperations: document.tooManyOperations(maximumOperations, 250),
  notFound: data.notFound('event "4711"'),
  relatedNotFound: data.relatedNotFound('/data/relationships/owner/data/id', 'user', '4711'),
  alreadyTaken: data.alreadyTaken('/data/attributes/email', 'email'),
  inUse: data.inUse('Other resources refer to this track.'),
  restoreFirst: data.restoreFirst('/data/attributes', 'event', 'deleted-at'),
  preconditionFailed: data.preconditionFailed(),
  invalidIdempotencyKey: data.invalidIdempotencyKey(),
  idempotencyKeyReused: data.idempotencyKeyReused(),
  serverError: server.serverError(),
  outcomeUnknown: server.outcomeUnknown(),
  unavailable: server.unavailable('The database does not answer.', 5),
};

/** An occurrence of every fault that the protocol knows, for the examples in the documentation. */
export const protocolFaults: readonly Fault[] = Object.values(occurrences);
