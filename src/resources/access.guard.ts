import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { type Caller, callerOf } from '../auth/caller.js';
import { LinkWriter } from '../database/link.writer.js';
import type { HttpRequest } from '../jsonapi/request/http-request.js';
import { keepResolvedId } from '../jsonapi/request/request-body.js';
import { requireLinkable } from './linkable.js';
import { linkChangeOf, requestedQuery, requestedRelationship } from './requested-query.js';
import { ResourceAccess } from './resource-access.js';
import { type ResourceRoute, Serves } from './resource-route.js';

/** Refuses those who may not write, before a byte of body is read; reads are narrowed in their SQL. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly access: ResourceAccess,
    private readonly links: LinkWriter,
  ) {}

  /** @throws JsonApiError 401, 403 or 404 */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const route = this.reflector.get(Serves, context.getHandler());
    const request = context.switchToHttp().getRequest<HttpRequest>();
    const caller = callerOf(request);
    if (route.action === 'create') this.access.requireCreate(route.definition, caller);
    if (route.action === 'update' || route.action === 'delete')
      await this.#requireWrite(request, { ...route, action: route.action }, caller);
    return true;
  }

  async #requireWrite(
    request: HttpRequest,
    { action, definition, target }: ResourceRoute & { readonly action: 'update' | 'delete' },
    caller: Caller,
  ): Promise<void> {
    const name = request.params['id'] ?? '';
    const { reach } = requestedQuery(request).query;
    const { id } = await this.access.requireWrite(definition, name, { action, caller, reach });
    keepResolvedId(request, id);
    if (target !== 'relationship') return;
    const change = linkChangeOf(request);
    requireLinkable(definition, requestedRelationship(request), { change, links: this.links });
  }
}
