import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { cursorPagination } from '../jsonapi/document.js';
import { asksForProfile } from '../jsonapi/request/media-type.js';
import type { HttpRequest } from '../jsonapi/request/http-request.js';
import { notFound } from '../jsonapi/errors/data.errors.js';
import { JsonApiError } from '../jsonapi/errors/fault.js';
import {
  type ParameterFamily,
  collectionParameters,
  noParameters,
  resourceParameters,
  trashParameters,
} from '../jsonapi/request/parameter-family.js';
import { QueryParser } from '../jsonapi/request/query.parser.js';
import type {
  RelationshipDefinition,
  ResourceDefinition,
} from '../jsonapi/resource/resource-definition.js';
import { splitTarget } from '../jsonapi/response/link-builder.js';
import { keepRequestedQuery } from './requested-query.js';
import { type ResourceRoute, Serves } from './resource-route.js';

/** Refuses what the request line asks for in vain, before a byte of body is read. */
@Injectable()
export class QueryGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly parser: QueryParser,
  ) {}

  /** @throws JsonApiError 400 for the query string, 404 for an unknown relationship */
  canActivate(context: ExecutionContext): boolean {
    const route = this.reflector.get(Serves, context.getHandler());
    const request = context.switchToHttp().getRequest<HttpRequest>();
    const [, search] = splitTarget(request.originalUrl);
    const relationship = relationshipOf(route, request.params['relationship']);
    const definition = relationship?.target() ?? route.definition;
    const families = [
      ...familiesOf(route, relationship),
      ...(reachesTrash(route) ? trashParameters(definition) : noParameters),
    ];
    const byCursor = asksForProfile(request.headers.accept, cursorPagination);
    const linkage =
      route.target === 'relationship' && relationship
        ? { of: route.definition, relationship }
        : undefined;
    const query = this.parser.parse(search, definition, { families, byCursor, linkage });
    keepRequestedQuery(request, { query, relationship });
    return true;
  }
}

function relationshipOf(route: ResourceRoute, name: unknown): RelationshipDefinition | null {
  if (route.target !== 'related' && route.target !== 'relationship') return null;
  const relationship = route.definition.relationships.get(String(name));
  if (relationship === undefined) throw unknown(route.definition, String(name));
  return relationship;
}

function unknown({ type }: ResourceDefinition, name: string): JsonApiError {
  return new JsonApiError(notFound(`relationship "${name}" of ${type}`));
}

function reachesTrash({ action, target }: ResourceRoute): boolean {
  return action !== 'create' && target !== 'relationship';
}

function familiesOf(
  { action, target }: ResourceRoute,
  relationship: RelationshipDefinition | null,
): readonly ParameterFamily[] {
  if (target === 'resource') return action === 'delete' ? noParameters : resourceParameters;
  if (target === 'collection') return action === 'read' ? collectionParameters : resourceParameters;
  if (action !== 'read') return noParameters;
  return relationship?.cardinality === 'many' ? collectionParameters : resourceParameters;
}
