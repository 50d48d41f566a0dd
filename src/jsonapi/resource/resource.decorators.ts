import type { Codec } from './codec.js';
import { dateTime } from './codecs.js';
import { declareOn } from './declarations.js';
import { memberName } from './member-name.js';
import type {
  AlternateKey,
  AttributeCapabilities,
  RelationshipCapabilities,
} from './resource-definition.js';

export interface ResourceOptions {
  /** Singular and kebab-case, such as `speakers-call`. */
  readonly type: string;
  readonly path?: string;
  readonly alternateKey?: AlternateKey;
  /** Every write of one is recorded. */
  readonly privileged?: boolean;
}

/** Makes an entity a JSON:API resource. */
export function Resource(options: ResourceOptions): ClassDecorator {
  return (target) => declareOn(target.prototype as object, { kind: 'resource', options });
}

/** Makes a property an attribute; its member name is the property's in kebab-case. */
export function Attribute(
  codec: Codec,
  capabilities: AttributeCapabilities = {},
): PropertyDecorator {
  return (prototype, property) =>
    declareOn(prototype, {
      kind: 'attribute',
      name: memberName(String(property)),
      property: String(property),
      codec,
      capabilities,
      derived: false,
    });
}

/**
 * When the resource was deleted: the row is kept until an admin erases it, and whoever may restore it sets
 * this to null.
 */
export function DeletionTime(
  capabilities: Pick<AttributeCapabilities, 'visibleTo'> = {},
): PropertyDecorator {
  return Attribute(dateTime, { readonly: true, clearable: true, nullable: true, ...capabilities });
}

/** A relationship to one resource of the type named; its key sits in this row. */
export function ToOne(target: string, capabilities: RelationshipCapabilities = {}) {
  return relationship('one', target, capabilities);
}

/** A relationship to any number of resources of the type named. */
export function ToMany(target: string, capabilities: RelationshipCapabilities = {}) {
  return relationship('many', target, capabilities);
}

function relationship(
  cardinality: 'one' | 'many',
  target: string,
  capabilities: RelationshipCapabilities,
): PropertyDecorator {
  return (prototype, property) =>
    declareOn(prototype, {
      kind: 'relationship',
      name: memberName(String(property)),
      property: String(property),
      cardinality,
      target,
      capabilities,
    });
}
