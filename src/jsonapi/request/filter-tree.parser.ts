import type { JsonApiError } from '../errors/fault.js';
import { pointerTo } from '../errors/pointer.js';
import type {
  RelationshipDefinition,
  ResourceDefinition,
} from '../resource/resource-definition.js';
import { type FilterPlace, parseCondition, refuse } from './filter.parser.js';
import { type Filter, allOf, anyOf, everything, not, related } from './filter.js';
import { type Members, isObject } from '../members.js';

const maximumNodes = 100;
const maximumNesting = 10;
const maximumRelations = 3;

type Path = readonly (string | number)[];

/** How deep a node lies: in the JSON text, and in relationships. */
interface Depth {
  readonly nesting: number;
  readonly relations: number;
}

/**
 * Open Event's spelling, a JSON array of nodes that must all hold:
 * `[{"name":"starts-at","op":"ge","val":"..."},{"or":[...]},{"name":"owner","op":"has","val":{...}}]`.
 *
 * @throws JsonApiError naming the place in the JSON text
 */
export function parseFilterTree(text: string, definition: ResourceDefinition): Filter {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw refuse(at([]), 'The filter is no JSON; filter[name]=value is the short form.');
  }
  if (!Array.isArray(json)) throw refuse(at([]), 'The filter must be an array of nodes.');
  return new TreeParser().nodes(json, definition, [], { nesting: 0, relations: 0 });
}

class TreeParser {
  #count = 0;

  nodes(list: unknown, definition: ResourceDefinition, path: Path, depth: Depth): Filter {
    if (!Array.isArray(list)) throw refuse(at(path), 'An array of nodes is needed here.');
    return allOf(
      ...list.map((node, index) => this.#node(node, definition, [...path, index], depth)),
    );
  }

  #node(node: unknown, definition: ResourceDefinition, path: Path, depth: Depth): Filter {
    this.#count += 1;
    if (this.#count > maximumNodes)
      throw refuse(at(path), `A filter has at most ${maximumNodes} nodes.`);
    if (depth.nesting > maximumNesting)
      throw refuse(at(path), `A filter is at most ${maximumNesting} levels deep.`);
    if (!isObject(node)) throw refuse(at(path), 'A node must be an object.');
    const below = { ...depth, nesting: depth.nesting + 1 };
    if ('and' in node) return this.nodes(node['and'], definition, [...path, 'and'], below);
    if ('or' in node) return this.#or(node['or'], definition, [...path, 'or'], below);
    if ('not' in node) return not(this.#node(node['not'], definition, [...path, 'not'], below));
    return this.#leaf(node, definition, path, below);
  }

  #or(list: unknown, definition: ResourceDefinition, path: Path, depth: Depth): Filter {
    if (!Array.isArray(list)) throw refuse(at(path), 'An array of nodes is needed here.');
    return anyOf(
      ...list.map((node, index) => this.#node(node, definition, [...path, index], depth)),
    );
  }

  #leaf(node: Members, definition: ResourceDefinition, path: Path, depth: Depth): Filter {
    const { name, op, val } = node;
    if (typeof name !== 'string' || typeof op !== 'string')
      throw refuse(at(path), 'A node needs "name" and "op", or one of "and", "or" and "not".');
    if (op === 'has' || op === 'any') return this.#related(node, definition, path, depth);
    if (depth.relations + name.split('.').length - 1 > maximumRelations) throw tooFar(path);
    const condition = {
      field: name.replaceAll('_', '-'),
      operator: op,
      operand: { json: val ?? null },
    };
    return parseCondition(condition, definition, at(path));
  }

  #related(node: Members, definition: ResourceDefinition, path: Path, depth: Depth): Filter {
    const relationship = relationshipOf(node, definition, path);
    if (depth.relations >= maximumRelations) throw tooFar(path);
    const below = { ...depth, relations: depth.relations + 1 };
    const target = relationship.target();
    const term =
      node['val'] === undefined || node['val'] === null
        ? everything
        : this.#node(node['val'], target, [...path, 'val'], below);
    return related(relationship.property, term);
  }
}

function tooFar(path: Path): JsonApiError {
  return refuse(at(path), `A filter follows at most ${maximumRelations} relationships.`);
}

function relationshipOf(
  node: Members,
  definition: ResourceDefinition,
  path: Path,
): RelationshipDefinition {
  const name = String(node['name']).replaceAll('_', '-');
  const relationship = definition.relationships.get(name);
  if (relationship === undefined)
    throw refuse(at(path), `${definition.type} has no relationship "${name}".`);
  const operator = relationship.cardinality === 'one' ? 'has' : 'any';
  if (node['op'] !== operator)
    throw refuse(
      at(path),
      `"${name}" is a to-${relationship.cardinality} relationship: use "${operator}".`,
    );
  return relationship;
}

function at(path: Path): FilterPlace {
  return { parameter: 'filter', pointer: pointerTo(path) };
}
