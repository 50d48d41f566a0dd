import type {
  AttributeDefinition,
  RelationshipDefinition,
  ResourceDefinition,
} from '../../src/jsonapi/resource/resource-definition.js';
import { isText } from '../../src/jsonapi/request/filter.parser.js';

/** What hidden texts become in the test: a door that is ajar shows it, or finds it. */
export const secret = 'sesame';
/** What hidden numbers and times become. */
export const hiddenNumber = 1000;
export const hiddenTime = '2099-01-01T00:00:00.000Z';
const numberBelow = hiddenNumber - 1;

/** Every way to ask for a type by which something hidden could come out: paths with their query strings. */
export function doorsOf(definition: ResourceDefinition): readonly string[] {
  const path = `/v1/${definition.path}?page[size]=100`;
  return [
    path,
    ...includesOf(definition).map((include) => `${path}&include=${include}`),
    ...filtersOf(definition).map((filter) => `${path}&filter=${JSON.stringify([filter])}`),
    ...sortsOf(definition).flatMap((sort) => [
      `${path}&sort=${sort}`,
      `${path}&sort=-${sort}&page[after]=`,
    ]),
  ].map((door) => encodeURI(door));
}

/** The routes of one resource. */
export function doorsTo(
  { path, relationships }: ResourceDefinition,
  id: string,
): readonly string[] {
  const own = `/v1/${path}/${id}`;
  return [
    own,
    ...[...relationships.keys()].flatMap((name) => [
      `${own}?include=${name}`,
      `${own}/${name}`,
      `${own}/relationships/${name}`,
    ]),
  ];
}

/** Two relationships deep: all that begin with the same one in one request. */
function includesOf({ relationships }: ResourceDefinition): readonly string[] {
  return [...relationships.values()].map(({ name, target }) =>
    [name, ...[...target().relationships.keys()].map((next) => `${name}.${next}`)].join(','),
  );
}

type Node = Readonly<Record<string, unknown>>;

/**
 * Conditions that hold on nothing before what is hidden changes, so that all of one type can be asked for in one
 * request: on the type itself, on what it is related to, and on what that is related to; and their negations.
 */
function filtersOf(definition: ResourceDefinition): readonly Node[] {
  const relationships = [...definition.relationships.values()];
  const nodes = [
    anyOn(definition),
    ...relationships.map((one) => through(one, anyOn(one.target()))),
    ...relationships.map((one) => through(one, { or: deeper(one) })),
  ];
  return nodes.flatMap((node) => [node, { not: node }]);
}

/** A few of each: a filter takes a hundred nodes. */
function deeper({ target }: RelationshipDefinition): Node[] {
  return [...target().relationships.values()].map((one) =>
    through(one, { or: conditionsOn(one.target()).slice(0, 2) }),
  );
}

function through({ cardinality, name }: RelationshipDefinition, val: Node): Node {
  return { name, op: cardinality === 'one' ? 'has' : 'any', val };
}

function anyOn(definition: ResourceDefinition): Node {
  return { or: conditionsOn(definition) };
}

function conditionsOn({ attributes }: ResourceDefinition): Node[] {
  return [...attributes.values()]
    .filter(({ filterable }) => filterable)
    .map(conditionOn)
    .filter((condition) => condition !== null);
}

function conditionOn(attribute: AttributeDefinition): Node | null {
  const { codec, name } = attribute;
  if (isText(attribute)) return { name, op: 'contains', val: secret };
  if (codec.name === 'date-time') return { name, op: 'eq', val: hiddenTime };
  return codec.name === 'boolean' ? null : { name, op: 'ge', val: numberBelow };
}

/** By what not everybody may see, and by what related resources are like. */
function sortsOf({ attributes, relationships }: ResourceDefinition): readonly string[] {
  const sortable = (of: ReadonlyMap<string, AttributeDefinition>) =>
    [...of.values()].filter((one) => one.sortable);
  const isGuarded = ({ visibleTo }: AttributeDefinition) => visibleTo !== null;
  const toOne = [...relationships.values()].filter(({ cardinality }) => cardinality === 'one');
  return [
    ...sortable(attributes)
      .filter(isGuarded)
      .map(({ name }) => name),
    ...toOne.flatMap(({ name, target }) => {
      const [first, second, ...others] = sortable(target().attributes);
      const keys = [first, second, ...others.filter(isGuarded)];
      return keys.flatMap((key) => (key ? `${name}.${key.name}` : []));
    }),
  ];
}
