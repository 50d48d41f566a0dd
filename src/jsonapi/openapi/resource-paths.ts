import type {
  RelationshipDefinition,
  ResourceDefinition,
} from '../resource/resource-definition.js';
import { apiPrefix } from '../response/link-builder.js';
import {
  addLinkageOperation,
  hasChangeableMembers,
  isChangeable,
  removeLinkageOperation,
  replaceLinkageOperation,
} from './linkage-operations.js';
import type { Method, Operation, PathItem, Paths } from './openapi.js';
import {
  type RelationshipSubject,
  linkageOperation,
  relatedOperation,
} from './relationship-operations.js';
import {
  type Subject,
  createOperation,
  deleteOperation,
  listOperation,
  readOperation,
  updateOperation,
} from './resource-operations.js';

interface Route<S> {
  /** Below the path of the collection. */
  readonly path: (subject: S) => string;
  readonly method: Method;
  readonly operation: (subject: S) => Operation;
  /** Relationships to which it applies: all by default. */
  readonly only?: (relationship: RelationshipDefinition) => boolean;
}

/** What the controller factory serves, once for each resource. */
const resourceRoutes: readonly Route<Subject>[] = [
  { path: () => '', method: 'get', operation: listOperation },
  { path: () => '', method: 'post', operation: createOperation },
  { path: () => '/{id}', method: 'get', operation: readOperation },
  { path: () => '/{id}', method: 'patch', operation: updateOperation },
  { path: () => '/{id}', method: 'delete', operation: deleteOperation },
];

const related = ({ relationship }: RelationshipSubject) => `/{id}/${relationship.name}`;
const linkage = ({ relationship }: RelationshipSubject) =>
  `/{id}/relationships/${relationship.name}`;

/** And once for each of its relationships. */
const relationshipRoutes: readonly Route<RelationshipSubject>[] = [
  { path: related, method: 'get', operation: relatedOperation },
  { path: linkage, method: 'get', operation: linkageOperation },
  { path: linkage, method: 'patch', operation: replaceLinkageOperation, only: isChangeable },
  { path: linkage, method: 'post', operation: addLinkageOperation, only: hasChangeableMembers },
  {
    path: linkage,
    method: 'delete',
    operation: removeLinkageOperation,
    only: hasChangeableMembers,
  },
];

/** The paths of one resource. */
export function resourcePaths(subject: Subject): Paths {
  const { definition } = subject;
  const relationships = [...definition.relationships.values()].flatMap((relationship) =>
    relationshipRoutes
      .filter(({ only }) => only?.(relationship) ?? true)
      .map((route) => described(route, { ...subject, relationship })),
  );
  const own = resourceRoutes.map((route) => described(route, subject));
  return byPath(definition, [...own, ...relationships]);
}

type Described = readonly [path: string, method: Method, operation: Operation];

function described<S>({ method, operation, path }: Route<S>, subject: S): Described {
  return [path(subject), method, operation(subject)];
}

function byPath({ path }: ResourceDefinition, routes: readonly Described[]): Paths {
  const paths: Record<string, PathItem> = {};
  for (const [below, method, operation] of routes) {
    const name = `${apiPrefix}/${path}${below}`;
    paths[name] = { ...paths[name], [method]: operation };
  }
  return paths;
}
