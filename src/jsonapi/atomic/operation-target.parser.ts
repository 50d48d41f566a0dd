import { invalidDocument } from '../errors/document.errors.js';
import { notFound } from '../errors/data.errors.js';
import { JsonApiError } from '../errors/fault.js';
import { type Path, nearestPointer, pointerTo } from '../errors/pointer.js';
import type {
  RelationshipDefinition,
  ResourceDefinition,
} from '../resource/resource-definition.js';
import type { ResourceRegistry } from '../resource/resource-registry.js';
import { apiPrefix } from '../response/link-builder.js';
import type { LocalIds, OperationTarget } from './operation.js';
import type { Members } from '../members.js';

/** What an operation is about: a collection, a resource, or a relationship of one. */
export interface OperationPlace {
  readonly definition: ResourceDefinition;
  /** Null where the place is a collection. */
  readonly target: OperationTarget | null;
  readonly relationship: RelationshipDefinition | null;
}

/** Where an operation stands in the body. */
export interface OperationOrigin {
  readonly body: unknown;
  /** `['atomic:operations', 0]` */
  readonly path: Path;
  readonly lids: LocalIds;
}

/** Finds what `ref` or `href` names. https://jsonapi.org/ext/atomic/#auto-id-ref */
export class OperationTargetParser {
  constructor(
    private readonly registry: ResourceRegistry,
    private readonly publicUrl: string,
  ) {}

  /**
   * @returns null where the operation has neither: its data says what it is about
   * @throws JsonApiError with a pointer into the operation
   */
  parse(operation: Members, origin: OperationOrigin): OperationPlace | null {
    if ('ref' in operation && 'href' in operation)
      throw refuse(origin, [], 'An operation has "ref" or "href", not both.');
    if ('ref' in operation) return this.#ref(operation['ref'], origin);
    return 'href' in operation ? this.#href(operation['href'], origin) : null;
  }

  /** @param at where the type stands in the operation */
  definitionOf(type: unknown, origin: OperationOrigin, at: Path = ['data', 'type']) {
    if (typeof type !== 'string') throw refuse(origin, at, 'A "type" is needed here, a string.');
    const definition = this.registry.find(type);
    if (definition === null) throw refuse(origin, at, `There is no type "${type}".`);
    return definition;
  }

  /** A resource that is named by its type and its id or lid. */
  identify({ id, lid, type }: Members, origin: OperationOrigin, at: Path): OperationPlace {
    const definition = this.definitionOf(type, origin, [...at, 'type']);
    const pointer = pointerTo([...origin.path, ...at]);
    if (typeof id === 'string' && lid === undefined)
      return { definition, relationship: null, target: { definition, id, lid: null, pointer } };
    if (typeof lid !== 'string' || id !== undefined)
      throw refuse(origin, at, 'Either an "id" or a "lid" is needed here, a string.');
    if (!origin.lids.knows(definition.type, lid))
      throw refuse(
        origin,
        [...at, 'lid'],
        `No earlier operation adds a ${definition.type} with it.`,
      );
    return { definition, relationship: null, target: { definition, id: null, lid, pointer } };
  }

  #ref(ref: unknown, origin: OperationOrigin): OperationPlace {
    if (typeof ref !== 'object' || ref === null || Array.isArray(ref))
      throw refuse(origin, ['ref'], '"ref" must be an object.');
    const members = ref as Members;
    const place = this.identify(members, origin, ['ref']);
    const { relationship } = members;
    if (relationship === undefined) return place;
    const at = ['ref', 'relationship'];
    if (typeof relationship !== 'string')
      throw refuse(origin, at, '"relationship" must be a string.');
    return this.#within(place, relationship, origin, at);
  }

  #href(href: unknown, origin: OperationOrigin): OperationPlace {
    const path = typeof href === 'string' ? href.replace(this.publicUrl, '') : '';
    const prefix = `${apiPrefix}/`;
    const [name = '', id, kind, relationship, ...rest] = path.startsWith(prefix)
      ? path.slice(prefix.length).split('/')
      : [];
    const definition = this.registry.definitions.find((known) => known.path === name);
    const isRelationship = kind === 'relationships' && relationship !== undefined;
    if (definition === undefined || rest.length > 0 || (kind !== undefined && !isRelationship))
      throw refuse(origin, ['href'], `"href" must lead to a resource below ${apiPrefix}.`);
    const pointer = pointerTo([...origin.path, 'href']);
    const target = id === undefined ? null : { definition, id, lid: null, pointer };
    const place = { definition, target, relationship: null };
    return isRelationship ? this.#within(place, relationship, origin, ['href']) : place;
  }

  #within(place: OperationPlace, name: string, origin: OperationOrigin, at: Path): OperationPlace {
    const relationship = place.definition.relationships.get(name);
    if (relationship === undefined) {
      const source = { pointer: pointerTo([...origin.path, ...at]) };
      const what = `relationship "${name}" of ${place.definition.type}`;
      throw new JsonApiError({ ...notFound(what), source });
    }
    return { ...place, relationship };
  }
}

export function refuse(origin: OperationOrigin, at: Path, detail: string): JsonApiError {
  const pointer = nearestPointer(origin.body, [...origin.path, ...at]);
  return new JsonApiError(invalidDocument(pointer, detail));
}
