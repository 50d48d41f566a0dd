import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { methodNotAllowed } from '../../jsonapi/errors/request.errors.js';
import { JsonApiError } from '../../jsonapi/errors/fault.js';
import { MediaConfig } from '../media.config.js';
import { maxBytesOf } from '../proof/file-kind.js';
import { faultOfHeaders } from './tus-headers.js';
import { tusMethod } from './tus-method.js';

/** Refuses by the headers, in the words of the catalogue, what @tus/server would refuse in its own. */
@Injectable()
export class TusGuard implements CanActivate {
  constructor(private readonly config: MediaConfig) {}

  /** @throws JsonApiError 400, 405, 412, 413, 415 or 422 */
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<Request>();
    const method = tusMethod(request);
    if (method === null)
      throw new JsonApiError(
        methodNotAllowed('POST', ['DELETE', 'HEAD', 'OPTIONS', 'PATCH', 'POST']),
      );
    const fault = faultOfHeaders(method, request.headers, maxBytesOf('file', this.config));
    if (fault !== null) throw new JsonApiError(fault);
    return true;
  }
}
