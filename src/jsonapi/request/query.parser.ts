import { invalidParameter, unknownParameter } from '../errors/errors.js';
import { type Fault, JsonApiError } from '../errors/fault.js';
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
import { parseSort } from './sort.parser.js';

/**
 * Open Event's name, and one that the standard allows: it has a character that is no small letter.
 * https://jsonapi.org/format/1.1/#query-parameters-custom
 */
export const trashed = 'get_trashed';

/** Which families of parameters a route takes. */
export type ParameterFamily = 'include' | 'fields' | 'filter' | 'sort' | 'page' | typeof trashed;

export const collectionParameters: readonly ParameterFamily[] = [
  'include',
  'fields',
  'filter',
  'sort',
  'page',
];
export const resourceParameters: readonly ParameterFamily[] = ['include', 'fields'];
export const noParameters: readonly ParameterFamily[] = [];

/** Of routes whose primary data may be deleted: what can be restored can be asked for. */
export function trashParameters({ deletion }: ResourceDefinition): readonly ParameterFamily[] {
  return deletion === null ? noParameters : [trashed];
}

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

const familyPattern = /^(include|sort|filter|get_trashed)$|^(fields|filter|page)\[/;

function isTaken(name: string, families: readonly ParameterFamily[]): boolean {
  const match = familyPattern.exec(name);
  return (families as readonly (string | undefined)[]).includes(match?.[1] ?? match?.[2]);
}

function unknownFaults(names: readonly string[], families: readonly ParameterFamily[]): Fault[] {
  return [...new Set(names)].filter((name) => !isTaken(name, families)).map(unknownParameter);
}

function repetitionFaults(names: readonly string[], families: readonly ParameterFamily[]): Fault[] {
  const once = new Set<string>();
  const twice = new Set(names.filter((name) => once.size === once.add(name).size));
  return [...twice]
    .filter((name) => isTaken(name, families))
    .map((name) => invalidParameter(name, `The query parameter "${name}" stands here twice.`));
}

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
    const read = new Reading(new Map(parameters), faults);
    const query = this.#query(read, definition, options);
    faults.push(...read.rest().map(unknownParameter));
    if (faults.length > 0) throw new JsonApiError(faults);
    return query;
  }

  #query(
    read: Reading,
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

  #filter(read: Reading, definition: ResourceDefinition): Filter {
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

function pageParameters(read: Reading): PageParameters {
  return {
    number: read.take('page[number]'),
    size: read.take('page[size]'),
    after: read.take('page[after]'),
    before: read.take('page[before]'),
  };
}

/** Reads parameters one family at a time and keeps the faults of all. */
class Reading {
  readonly #unread: Map<string, string>;

  constructor(
    parameters: ReadonlyMap<string, string>,
    private readonly faults: Fault[],
  ) {
    const misplaced = new Set(
      faults.flatMap(({ source }) => (source && 'parameter' in source ? [source.parameter] : [])),
    );
    this.#unread = new Map([...parameters].filter(([name]) => !misplaced.has(name)));
  }

  take(name: string): string | undefined {
    const text = this.#unread.get(name);
    this.#unread.delete(name);
    return text;
  }

  /** Parameters of a known family that nobody asked for, such as `page[colour]`. */
  rest(): readonly string[] {
    return [...this.#unread.keys()];
  }

  one<T>(name: string, parse: (text: string) => T): T | undefined {
    const text = this.take(name);
    return text === undefined ? undefined : this.attempt(() => parse(text));
  }

  /** `name[a][b]=text` for every a and b. */
  family<T>(
    name: string,
    parse: (inside: readonly string[], text: string, parameter: string) => T,
  ): T[] {
    const members = [...this.#unread].filter(([parameter]) => parameter.startsWith(`${name}[`));
    return members.flatMap(([parameter, text]) => {
      this.take(parameter);
      const inside = bracketed(parameter.slice(name.length));
      const value = this.attempt(() => {
        if (inside === null) throw new JsonApiError(unknownParameter(parameter));
        return parse(inside, text, parameter);
      });
      return value === undefined ? [] : [value];
    });
  }

  attempt<T>(parse: () => T): T | undefined {
    try {
      return parse();
    } catch (error) {
      if (!(error instanceof JsonApiError)) throw error;
      this.faults.push(...error.faults);
      return undefined;
    }
  }
}

/** `[a][b]` → a, b; null where the brackets are out of order. */
function bracketed(text: string): readonly string[] | null {
  return /^(\[[^[\]]+\])+$/.test(text) ? text.slice(1, -1).split('][') : null;
}
