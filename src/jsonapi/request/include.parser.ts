import { invalidParameter } from '../errors/query.errors.js';
import { JsonApiError } from '../errors/fault.js';
import type {
  RelationshipDefinition,
  ResourceDefinition,
} from '../resource/resource-definition.js';
import type { IncludeNode, IncludeTree } from './query.js';

export const maximumIncludeDepth = 3;
const maximumIncludePaths = 30;

interface Growing {
  readonly relationship: IncludeNode['relationship'];
  readonly children: Map<string, Growing>;
}

/**
 * https://jsonapi.org/format/1.1/#fetching-includes
 *
 * @throws JsonApiError naming every path that leads nowhere
 */
export function parseInclude(text: string, definition: ResourceDefinition): IncludeTree {
  const paths = text === '' ? [] : text.split(',');
  if (paths.length > maximumIncludePaths)
    throw refuse(`At most ${maximumIncludePaths} paths can be included.`);
  const tree = new Map<string, Growing>();
  const faults = paths.flatMap((path) => grow(tree, path, definition) ?? []);
  if (faults.length > 0) throw new JsonApiError(faults);
  return tree;
}

/**
 * On a relationship route paths begin at the resource whose relationship it is:
 * `/articles/1/relationships/comments?include=comments.author`.
 *
 * @returns null where the related resources themselves are not asked for
 */
export function parseRelatedInclude(
  text: string,
  definition: ResourceDefinition,
  { name }: RelationshipDefinition,
): IncludeTree | null {
  const tree = parseInclude(text, definition);
  const others = [...tree.keys()].filter((other) => other !== name);
  if (others.length > 0)
    throw new JsonApiError(
      others.map((other) =>
        fault(`"${other}" cannot be included here: paths begin with "${name}".`),
      ),
    );
  return tree.get(name)?.children ?? null;
}

function grow(tree: Map<string, Growing>, path: string, from: ResourceDefinition) {
  const names = path.split('.');
  if (names.length > maximumIncludeDepth)
    return fault(`"${path}" is more than ${maximumIncludeDepth} relationships deep.`);
  let level = tree;
  let definition = from;
  for (const name of names) {
    const relationship = definition.relationships.get(name);
    if (relationship === undefined)
      return fault(
        `"${path}" cannot be included: ${definition.type} has no relationship "${name}".`,
      );
    const node = level.get(name) ?? { relationship, children: new Map<string, Growing>() };
    level.set(name, node);
    level = node.children;
    definition = relationship.target();
  }
  return null;
}

const fault = (detail: string) => invalidParameter('include', detail);
const refuse = (detail: string) => new JsonApiError(fault(detail));
