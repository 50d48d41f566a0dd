import type { Codec, RenderContext, Schema } from './codec.js';

// oxlint-disable-next-line typescript/no-explicit-any -- any class can be a resource, whatever it is built from
export type EntityClass<E extends object = object> = abstract new (...args: any[]) => E;

export interface AttributeCapabilities {
  /** A create without it is refused. */
  readonly required?: boolean;
  /** `null` is a value of it. */
  readonly nullable?: boolean;
  /** Owned by the server: what a client sends is ignored. */
  readonly readonly?: boolean;
  /** Owned by the server, but an update may set it to null. */
  readonly clearable?: boolean;
  /** Taken on create; an update may send it back, and nothing else. */
  readonly writeOnce?: boolean;
  /** Never in an answer, such as a password. */
  readonly writeOnly?: boolean;
  readonly sortable?: boolean;
  readonly filterable?: boolean;
  /** The audience that may read it; the resource's policy says who that is. Everyone by default. */
  readonly visibleTo?: string;
  /** The audience that may write it; what anyone else sends is refused. Who may write the resource by default. */
  readonly writableBy?: string;
  /** Every change of it is recorded, with what it was and became: of booleans only. */
  readonly privileged?: boolean;
  /** For the API's documentation. */
  readonly description?: string;
}

export interface AttributeDefinition extends Required<
  Omit<AttributeCapabilities, 'visibleTo' | 'writableBy' | 'description'>
> {
  /** Member name on the wire. */
  readonly name: string;
  /** Property of the entity; a dotted path for a part of an embedded value. */
  readonly property: string;
  readonly codec: Codec;
  readonly visibleTo: string | null;
  readonly writableBy: string | null;
  readonly description: string | null;
  /** Made from another attribute's column; never written. */
  readonly derived: boolean;
}

export interface RelationshipCapabilities {
  readonly required?: boolean;
  readonly readonly?: boolean;
  readonly writeOnce?: boolean;
  /** The audience that may change it. Who may write the resource by default. */
  readonly writableBy?: string;
  /** Every change of it is recorded, with the ids that it led and leads to: of to-one relationships only. */
  readonly privileged?: boolean;
  /** A to-one relationship, by its property, in which both resources must agree: a session and its track have one event. */
  readonly within?: string;
  readonly description?: string;
}

export interface RelationshipDefinition {
  readonly name: string;
  readonly property: string;
  readonly cardinality: 'one' | 'many';
  readonly required: boolean;
  readonly readonly: boolean;
  readonly writeOnce: boolean;
  readonly writableBy: string | null;
  readonly privileged: boolean;
  readonly within: string | null;
  readonly description: string | null;
  /** Resolved on use: two resources may name each other. */
  readonly target: () => ResourceDefinition;
}

/** A member of a resource object's `meta`, made from columns of its row. */
export interface MetaDefinition {
  /** Member of `meta`. */
  readonly group: string;
  /** Member of the group. */
  readonly name: string;
  /** Property paths, in the order in which `render` takes their values. */
  readonly reads: readonly string[];
  /** What `render` gives. */
  readonly schema: Schema;
  /** @returns undefined where there is nothing to say */
  render(values: readonly unknown[], context: RenderContext): unknown;
}

/** One resource type as its entity declares it: the only owner of wire ↔ property names. */
export interface ResourceDefinition {
  readonly type: string;
  /** Path segment below /v1. */
  readonly path: string;
  readonly entity: EntityClass;
  /** Every write of one is recorded. */
  readonly privileged: boolean;
  /** A second, unguessable name in URLs, such as an event's `identifier`. */
  readonly alternateKey: AlternateKey | null;
  readonly attributes: ReadonlyMap<string, AttributeDefinition>;
  readonly relationships: ReadonlyMap<string, RelationshipDefinition>;
  /** When it was deleted, where deleting keeps the row for a restore. */
  readonly deletion: AttributeDefinition | null;
  readonly meta: readonly MetaDefinition[];
}

export interface AlternateKey {
  readonly property: string;
  readonly pattern: RegExp;
}
