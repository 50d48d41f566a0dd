import type { Linkage, ResourceIdentifier } from '../document.js';
import { type Path, nearestPointer } from '../errors/pointer.js';
import type {
  AttributeDefinition,
  RelationshipDefinition,
  ResourceDefinition,
} from '../resource/resource-definition.js';

export type Mode = 'create' | 'update';

/** A request document whose members have been checked and decoded; what a client may not set is left out. */
export class ResourceDocument {
  constructor(
    readonly definition: ResourceDefinition,
    readonly attributes: ReadonlyMap<AttributeDefinition, unknown>,
    readonly relationships: ReadonlyMap<RelationshipDefinition, Linkage>,
    private readonly origin: DocumentOrigin,
  ) {}

  /** Points at a field as the client sent it, or at the nearest object that would hold it. */
  pointerTo(field: AttributeDefinition | RelationshipDefinition, ...rest: Path): string {
    const group = 'codec' in field ? 'attributes' : 'relationships';
    return nearestPointer(this.origin.body, [...this.origin.path, group, field.name, ...rest]);
  }

  has(field: AttributeDefinition | RelationshipDefinition): boolean {
    return 'codec' in field ? this.attributes.has(field) : this.relationships.has(field);
  }

  /** The same document with the ids of all that it names by lid. */
  withIds(idOf: (type: string, lid: string) => string): ResourceDocument {
    const resolved = new Map(
      [...this.relationships].map(([key, linkage]) => [key, resolveLids(linkage, idOf)] as const),
    );
    return new ResourceDocument(this.definition, this.attributes, resolved, this.origin);
  }

  /** The same document with other values for some of its attributes. */
  with(attributes: ReadonlyMap<AttributeDefinition, unknown>): ResourceDocument {
    const merged = new Map([...this.attributes, ...attributes]);
    return new ResourceDocument(this.definition, merged, this.relationships, this.origin);
  }
}

/** Where a resource object stands in the body that was sent. */
export interface DocumentOrigin {
  readonly body: unknown;
  /** `['data']`, or the path of an operation's data. */
  readonly path: Path;
  /** Lids that may stand for ids here. */
  readonly lids?: { knows(type: string, lid: string): boolean };
}

/** The same linkage, named by ids alone. */
export function resolveLids(
  linkage: Linkage,
  idOf: (type: string, lid: string) => string,
): Linkage {
  const resolve = ({ id, lid, type }: ResourceIdentifier): ResourceIdentifier => ({
    type,
    id: lid === undefined ? id : idOf(type, lid),
  });
  if (linkage === null) return null;
  return 'type' in linkage ? resolve(linkage) : linkage.map(resolve);
}
