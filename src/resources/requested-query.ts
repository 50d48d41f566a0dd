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

export function requestedQuery(request: object): RequestedQuery {
  const query = requested.get(request);
  if (query === undefined) throw new Error('No guard has parsed the query of this route');
  return query;
}

/** The relationship that the path of a related or relationship route names. */
export function requestedRelationship(request: object): RelationshipDefinition {
  const { relationship } = requestedQuery(request);
  if (relationship === null) throw new Error('The path of this route names no relationship');
  return relationship;
}

const changes = { PATCH: 'replace', POST: 'add', DELETE: 'remove' } as const;

/** What the method of a relationship route asks for. */
export function linkChangeOf({ method }: Pick<HttpRequest, 'method'>): LinkageBody['change'] {
  return changes[method as keyof typeof changes];
}

const requestOf = (context: ExecutionContext) =>
  context.switchToHttp().getRequest<HttpRequest & { readonly body: unknown }>();

/** The argument with the parsed query string. */
export const RequestQuery = createParamDecorator(
  (_: unknown, context: ExecutionContext): ResourceQuery =>
    requestedQuery(requestOf(context)).query,
);

/** The argument with the relationship that the path names. */
export const RequestRelationship = createParamDecorator(
  (_: unknown, context: ExecutionContext): RelationshipDefinition =>
    requestedRelationship(requestOf(context)),
);

/** The argument with the body of a relationship route, for the linkage pipe. */
export const RelationshipBody = createParamDecorator(
  (_: unknown, context: ExecutionContext): LinkageBody => {
    const request = requestOf(context);
    const relationship = requestedRelationship(request);
    return { body: request.body, change: linkChangeOf(request), relationship };
  },
);
