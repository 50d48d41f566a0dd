import { maximumIncludeDepth } from '../request/include.parser.js';
import { defaultPageSize, maximumPageSize } from '../request/query.js';
import { type ParameterFamily, trashed } from '../request/parameter-family.js';
import type {
  AttributeDefinition,
  RelationshipDefinition,
  ResourceDefinition,
} from '../resource/resource-definition.js';
import { namesOf } from './component-names.js';
import { filterParameters } from './filter-parameters.js';
import type { Parameter, Reference } from './openapi.js';
import { arrayOf } from './schema.js';

/** Under `components`: what the operations of a resource refer to. */
export type Parameters = Readonly<Record<string, Parameter>>;

/** Those of every collection. */
export const pageParameters: Parameters = {
  PageNumber: {
    name: 'page[number]',
    in: 'query',
    description: 'From 1.',
    schema: { type: 'integer', minimum: 1, default: 1 },
  },
  PageSize: {
    name: 'page[size]',
    in: 'query',
    schema: { type: 'integer', minimum: 1, maximum: maximumPageSize, default: defaultPageSize },
  },
  PageAfter: cursor('page[after]', 'Rows after this cursor; empty for the first ones.'),
  PageBefore: cursor('page[before]', 'Rows before this cursor; empty for the last ones.'),
};

/** Of types whose resources can be restored. */
export const trashedParameter: Parameters = {
  Trashed: {
    name: trashed,
    in: 'query',
    description: 'Whether deleted resources that you may restore are there, too.',
    schema: { type: 'boolean', default: false },
  },
};

/** Those of one resource. */
export function resourceParameters(definition: ResourceDefinition): Parameters {
  const { one } = namesOf(definition);
  const { relationships } = definition;
  return {
    [`${one}Id`]: idParameter(definition),
    ...(relationships.size > 0 && {
      [`${one}Include`]: includeParameter([...relationships.values()]),
    }),
    [`${one}Fields`]: fieldsParameter(definition),
    [`${one}Sort`]: sortParameter(definition),
    ...filterParameters(definition),
  };
}

/** What an operation that answers with resources of this type takes in its query string. */
export function parametersOf(
  definition: ResourceDefinition,
  families: readonly ParameterFamily[],
): readonly Reference[] {
  const { one } = namesOf(definition);
  const names: Readonly<Record<ParameterFamily, readonly string[]>> = {
    include: definition.relationships.size > 0 ? [`${one}Include`] : [],
    fields: fieldsetsNear(definition),
    filter: Object.keys(filterParameters(definition)),
    sort: [`${one}Sort`],
    page: Object.keys(pageParameters),
    [trashed]: Object.keys(trashedParameter),
  };
  return families.flatMap((family) => names[family]).map(parameterReference);
}

export const parameterReference = (name: string): Reference => ({
  $ref: `#/components/parameters/${name}`,
});

/** Paths begin at one of the relationships; which ones follow depends on where it leads. */
export function includeParameter(relationships: readonly RelationshipDefinition[]): Parameter {
  const names = relationships.map(({ name }) => name);
  const further = maximumIncludeDepth - 1;
  return {
    ...list('include', 'Related resources to put into `included`: paths, comma-separated.'),
    schema: arrayOf({
      type: 'string',
      pattern: `^(${names.join('|')})(\\.[a-z][a-z0-9-]*){0,${further}}$`,
      examples: names,
    }),
  };
}

/** Its own type and those that it leads to; the server takes those of every type. */
function fieldsetsNear(definition: ResourceDefinition): readonly string[] {
  const targets = [...definition.relationships.values()].map(({ target }) => target());
  return [...new Set([definition, ...targets])].map((one) => `${namesOf(one).one}Fields`);
}

function idParameter({ alternateKey, type }: ResourceDefinition): Parameter {
  const other = alternateKey && ` or the \`${alternateKey.property}\``;
  return {
    name: 'id',
    in: 'path',
    required: true,
    description: `The id${other ?? ''} of the ${type}.`,
    schema: { type: 'string', examples: ['1'] },
  };
}

export function fieldsParameter({
  attributes,
  relationships,
  type,
}: ResourceDefinition): Parameter {
  const readable = [...attributes.values()].filter(({ writeOnly }) => !writeOnly);
  const fields = [...readable, ...relationships.values()].map(({ name }) => name);
  return {
    ...list(`fields[${type}]`, `The fields of each ${type} to answer with; empty for none.`),
    schema: arrayOf({ type: 'string', enum: fields }),
  };
}

function sortParameter({ attributes, relationships }: ResourceDefinition): Parameter {
  const keys = [...attributes.values()].filter(isSortable).map(({ name }) => name);
  const toOne = [...relationships.values()].filter(({ cardinality }) => cardinality === 'one');
  const through = toOne.map(({ name }) => `${name}(\\.[a-z][a-z0-9-]*)+`);
  return {
    ...list('sort', 'Keys, comma-separated; a minus before a key turns its order round.'),
    schema: arrayOf({ type: 'string', pattern: `^-?(${[...keys, ...through].join('|')})$` }),
  };
}

const isSortable = ({ sortable }: AttributeDefinition) => sortable;

function cursor(name: string, description: string): Parameter {
  return { name, in: 'query', description, schema: { type: 'string' } };
}

/** Comma-separated, as JSON:API writes lists. */
function list(name: string, description: string): Parameter {
  return { name, in: 'query', description, style: 'form', explode: false };
}
