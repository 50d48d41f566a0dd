import type { Linkage, ResourceIdentifier } from '../document.js';
import { type Path, nearestPointer } from '../errors/pointer.js';
import type {
  AttributeDefinition,
  RelationshipDefinition,
  ResourceDefinition,
} from '../resource/resource-definition.js';

export type Mode = 'create' | 'update';

export interface DocumentFields {
  readonly attributes: ReadonlyMap<AttributeDefinition, unknown>;
  readonly relationships: ReadonlyMap<RelationshipDefinition, Linkage>;
}

/** A request document whose members have been checked and decoded; what a client may not set is left out. */
export class ResourceDocument implements DocumentFields {
  readonly attributes: DocumentFields['attributes'];
  readonly relationships: DocumentFields['relationships'];
  /** On an update: what is set on create and stays, as the client believes it to be. */
  readonly settled: DocumentFields;

  constructor(
    readonly definition: ResourceDefinition,
    private readonly fields: DocumentFields & { readonly settled: DocumentFields },
    private readonly origin: DocumentOrigin,
  ) {
    this.attributes = fields.attributes;
    this.relationships = fields.relationships;
    this.settled = fields.settled;
  }

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
    const resolved = ({ attributes, relationships }: DocumentFields): DocumentFields => ({
      attributes,
      relationships: new Map(
        [...relationships].map(([key, linkage]) => [key, resolveLids(linkage, idOf)] as const),
      ),
    });
    const fields = { ...resolved(this.fields), settled: resolved(this.settled) };
    return new ResourceDocument(this.definition, fields, this.origin);
  }

  /** The same document with other values for some of its attributes. */
  with(attributes: ReadonlyMap<AttributeDefinition, unknown>): ResourceDocument {
    const merged = new Map([...this.attributes, ...attributes]);
    const fields = { ...this.fields, attributes: merged };
    return new ResourceDocument(this.definition, fields, this.origin);
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
