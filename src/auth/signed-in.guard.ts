import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { unauthenticated } from '../jsonapi/errors/request.errors.js';
import { JsonApiError } from '../jsonapi/errors/fault.js';
import { callerOf } from './caller.js';

/** For routes that need a user, whoever it is. */
@Injectable()
export class SignedInGuard implements CanActivate {
  /** @throws JsonApiError 401 */
  canActivate(context: ExecutionContext): boolean {
    const caller = callerOf(context.switchToHttp().getRequest<object>());
    if (caller.kind === 'anonymous') throw new JsonApiError(unauthenticated());
    return true;
  }
}
