import { invalidParameter, unknownParameter } from '../errors/query.errors.js';
import { JsonApiError } from '../errors/fault.js';
import type {
  RelationshipDefinition,
  ResourceDefinition,
} from '../resource/resource-definition.js';
import type { ResourceRegistry } from '../resource/resource-registry.js';
import { parseFields } from './fields.parser.js';
import { parseCondition } from './filter.parser.js';
import { parseFilterTree } from './filter-tree.parser.js';
import { type Filter, allOf, everything } from './filter.js';
import { parseInclude, parseRelatedInclude } from './include.parser.js';
import { type PageParameters, parsePage } from './page.parser.js';
import type { Page, Reach, ResourceQuery } from './query.js';
import { ParameterReading } from './parameter-reading.js';
import {
  type ParameterFamily,
  repetitionFaults,
  trashed,
  unknownFaults,
} from './parameter-family.js';
import { parseSort } from './sort.parser.js';

export interface ParseOptions {
  readonly families: readonly ParameterFamily[];
  readonly byCursor?: boolean;
  /** On relationship routes: whose relationship it is. */
  readonly linkage?: {
    readonly of: ResourceDefinition;
    readonly relationship: RelationshipDefinition;
  };
}

/** Stands in for a page that was refused; the query is refused with it. */
const anyPage: Page = { kind: 'number', number: 1, size: 1 };

/** Checks query strings of one server against the declarations of its resources. */
export class QueryParser {
  constructor(private readonly registry: ResourceRegistry) {}

  /**
   * @param search the query string without its question mark
   * @param options which families the route takes, and whether pages without a number go by cursor
   * @throws JsonApiError with one fault for each parameter that is unknown or wrong
   */
  parse(search: string, definition: ResourceDefinition, options: ParseOptions): ResourceQuery {
    const { families } = options;
    const parameters = [...new URLSearchParams(search)];
    const names = parameters.map(([name]) => name);
    const faults = [...unknownFaults(names, families), ...repetitionFaults(names, families)];
    const read = new ParameterReading(new Map(parameters), faults);
    const query = this.#query(read, definition, options);
    faults.push(...read.rest().map(unknownParameter));
    if (faults.length > 0) throw new JsonApiError(faults);
    return query;
  }

  #query(
    read: ParameterReading,
    definition: ResourceDefinition,
    { byCursor = false, linkage }: ParseOptions,
  ): ResourceQuery {
    const include = read.one('include', (text) =>
      linkage
        ? parseRelatedInclude(text, linkage.of, linkage.relationship)
        : parseInclude(text, definition),
    );
    const sort = read.one('sort', (text) => parseSort(text, definition)) ?? [];
    return {
      include: include ?? new Map(),
      includes: include !== undefined,
      includesRelated: linkage !== undefined && include instanceof Map,
      sort,
      page: read.attempt(() => parsePage(pageParameters(read), sort, byCursor)) ?? anyPage,
      fields: new Map(
        read.family('fields', (inside, text, parameter) =>
          this.#fields(inside, text, { definition, parameter }),
        ),
      ),
      filter: this.#filter(read, definition),
      reach: read.one(trashed, parseReach) ?? 'kept',
    };
  }

  #fields(
    [type = '', ...rest]: readonly string[],
    text: string,
    { definition: asked, parameter }: FieldsPlace,
  ): readonly [string, ReadonlySet<string>] {
    if (rest.length > 0) throw new JsonApiError(invalidParameter(parameter, 'Write fields[type].'));
    // What is asked for may be known to nobody but its route, such as a resource without a table.
    const definition = type === asked.type ? asked : this.registry.find(type);
    if (definition === null)
      throw new JsonApiError(invalidParameter(parameter, `There is no type "${type}".`));
    return [definition.type, parseFields(text, definition)];
  }

  #filter(read: ParameterReading, definition: ResourceDefinition): Filter {
    const tree = read.one('filter', (text) => parseFilterTree(text, definition)) ?? everything;
    const short = read.family(
      'filter',
      ([field = '', operator = 'eq', ...rest], text, parameter) => {
        if (rest.length > 0)
          throw new JsonApiError(invalidParameter(parameter, 'Write filter[attribute][operator].'));
        const condition = { field, operator, operand: { text } };
        return parseCondition(condition, definition, { parameter, pointer: '' });
      },
    );
    return allOf(tree, ...short);
  }
}

function parseReach(text: string): Reach {
  if (text === 'true') return 'trashed';
  if (text === 'false') return 'kept';
  throw new JsonApiError(invalidParameter(trashed, `"${trashed}" is true or false.`));
}

interface FieldsPlace {
  readonly parameter: string;
  /** Of what the request asks for. */
  readonly definition: ResourceDefinition;
}

function pageParameters(read: ParameterReading): PageParameters {
  return {
    number: read.take('page[number]'),
    size: read.take('page[size]'),
    after: read.take('page[after]'),
    before: read.take('page[before]'),
  };
}
