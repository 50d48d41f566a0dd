import { type ExecutionContext, createParamDecorator } from '@nestjs/common';
import type { ResourceWriter, RowName } from '../database/resource.writer.js';
import type { Transaction } from '../database/transactions.js';
import { preconditionFailed } from '../jsonapi/errors/data.errors.js';
import { JsonApiError } from '../jsonapi/errors/fault.js';
import type { HttpRequest } from '../jsonapi/request/http-request.js';
import { versionsIn } from '../jsonapi/response/entity-tag.js';

/** The argument with the row versions that `If-Match` names; null where the client does not insist. */
export const IfMatch = createParamDecorator(
  (_: unknown, context: ExecutionContext): readonly string[] | null =>
    versionsIn(context.switchToHttp().getRequest<HttpRequest>().headers['if-match']),
);

/**
 * Two editors can't overwrite each other unknowingly: the row is locked when its version is compared.
 *
 * @throws JsonApiError 412
 */
export async function requireVersion(
  writer: ResourceWriter,
  transaction: Transaction,
  { ifMatch, row }: { readonly row: RowName; readonly ifMatch?: readonly string[] | null },
): Promise<void> {
  if (ifMatch === null || ifMatch === undefined) return;
  const version = await writer.version(transaction, row);
  if (version === undefined || !ifMatch.includes(version))
    throw new JsonApiError(preconditionFailed());
}
