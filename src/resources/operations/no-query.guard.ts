import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { unknownParameter } from '../../jsonapi/errors/query.errors.js';
import { JsonApiError } from '../../jsonapi/errors/fault.js';
import type { HttpRequest } from '../../jsonapi/request/http-request.js';
import { splitTarget } from '../../jsonapi/response/link-builder.js';

/** For routes that take no query parameters. */
@Injectable()
export class NoQueryGuard implements CanActivate {
  /** @throws JsonApiError 400 for each parameter */
  canActivate(context: ExecutionContext): boolean {
    const [, search] = splitTarget(context.switchToHttp().getRequest<HttpRequest>().originalUrl);
    const names = [...new URLSearchParams(search).keys()];
    if (names.length > 0) throw new JsonApiError(names.map(unknownParameter));
    return true;
  }
}
