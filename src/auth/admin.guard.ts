import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { forbidden, unauthenticated } from '../jsonapi/errors/request.errors.js';
import { JsonApiError } from '../jsonapi/errors/fault.js';
import { callerOf } from './caller.js';

/** For routes of admins. */
@Injectable()
export class AdminGuard implements CanActivate {
  /** @throws JsonApiError 401 or 403 */
  canActivate(context: ExecutionContext): boolean {
    const caller = callerOf(context.switchToHttp().getRequest<object>());
    if (caller.isAdmin) return true;
    throw new JsonApiError(
      caller.kind === 'anonymous' ? unauthenticated() : forbidden('Only admins may read this.'),
    );
  }
}
