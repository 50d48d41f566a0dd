import * as errors from '../errors/errors.js';
import type { Fault } from '../errors/fault.js';
import { maximumPageSize } from '../request/query.js';

/** An occurrence of every fault that the protocol knows, for the examples in the documentation. */
export const protocolFaults: readonly Fault[] = [
  errors.malformedBody('The body is no JSON: it ends too early.'),
  errors.unknownParameter('colour'),
  errors.invalidParameter('sort', 'Cannot sort by "colour": there is no such attribute.'),
  errors.pageTooLarge(maximumPageSize, 1000),
  errors.unauthenticated(),
  errors.invalidToken('The token has expired.'),
  errors.wrongCredentials(),
  errors.forbidden('You may not update this resource.'),
  errors.clientIdForbidden('/data/id'),
  errors.notFound('resource "4711"'),
  errors.relatedNotFound('/data/relationships/owner/data/id', 'user', '4711'),
  errors.unknownRoute('/v1/colours'),
  errors.notAcceptable('application/vnd.api+json takes the parameters "ext" and "profile" only.'),
  errors.typeMismatch('/data/type', 'event', 'user'),
  errors.idMismatch('/data/id', '42'),
  errors.alreadyTaken('/data/attributes/email', 'email'),
  errors.unsupportedMediaType('Send the body as application/vnd.api+json, not as text/plain.'),
  errors.invalidDocument('/data', '"data" must be a resource object.'),
  errors.missingMember('/data/attributes', 'name'),
  errors.unknownMember('/data/attributes/colour', 'colour'),
  errors.invalidValue('/data/attributes/name', '"name" must be a string.'),
  errors.serverError(),
];
