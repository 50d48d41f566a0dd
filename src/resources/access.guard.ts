import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { HttpRequest } from '../jsonapi/request/http-request.js';
import { callerOf } from '../auth/caller.js';
import { ResourceAccess } from './resource-access.js';
import { Serves } from './resource-route.js';

/** Refuses those who may not write, before a byte of body is read; reads are narrowed in their SQL. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly access: ResourceAccess,
  ) {}

  /** @throws JsonApiError 401, 403 or 404 */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const { action, definition } = this.reflector.get(Serves, context.getHandler());
    const request = context.switchToHttp().getRequest<HttpRequest>();
    const caller = callerOf(request);
    if (action === 'create') this.access.requireCreate(definition, caller);
    if (action === 'update' || action === 'delete')
      await this.access.requireWrite(definition, request.params['id'] ?? '', { action, caller });
    return true;
  }
}
