import { type ExecutionContext, createParamDecorator } from '@nestjs/common';
import type { HttpRequest } from '../jsonapi/request/http-request.js';
import type { LinkageBody } from '../jsonapi/request/linkage.pipe.js';
import type { ResourceQuery } from '../jsonapi/request/query.js';
import type { RelationshipDefinition } from '../jsonapi/resource/resource-definition.js';

/** What the request line asks for, parsed and found right before the body is read. */
export interface RequestedQuery {
  readonly query: ResourceQuery;
  /** Of related and relationship routes. */
  readonly relationship: RelationshipDefinition | null;
}

const requested = new WeakMap<object, RequestedQuery>();

export function keepRequestedQuery(request: object, query: RequestedQuery): void {
  requested.set(request, query);
}

function requestedQuery(context: ExecutionContext): RequestedQuery {
  const query = requested.get(context.switchToHttp().getRequest<object>());
  if (query === undefined) throw new Error('No guard has parsed the query of this route');
  return query;
}

/** The argument with the parsed query string. */
export const RequestQuery = createParamDecorator(
  (_: unknown, context: ExecutionContext): ResourceQuery => requestedQuery(context).query,
);

/** The argument with the relationship that the path names. */
export const RequestRelationship = createParamDecorator(
  (_: unknown, context: ExecutionContext): RelationshipDefinition => relationshipOf(context),
);

function relationshipOf(context: ExecutionContext): RelationshipDefinition {
  const { relationship } = requestedQuery(context);
  if (relationship === null) throw new Error('The path of this route names no relationship');
  return relationship;
}

const changes = { PATCH: 'replace', POST: 'add', DELETE: 'remove' } as const;

/** The argument with the body of a relationship route, for the linkage pipe. */
export const RelationshipBody = createParamDecorator(
  (_: unknown, context: ExecutionContext): LinkageBody => {
    const request = context.switchToHttp().getRequest<HttpRequest & { readonly body: unknown }>();
    const change = changes[request.method as keyof typeof changes];
    return { body: request.body, change, relationship: relationshipOf(context) };
  },
);
