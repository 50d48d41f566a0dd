import type { Codec } from './codec.js';
import type { ResourceOptions } from './resource.decorators.js';
import type {
  AttributeCapabilities,
  EntityClass,
  MetaDefinition,
  RelationshipCapabilities,
} from './resource-definition.js';

export interface ResourceDeclaration {
  readonly kind: 'resource';
  readonly options: ResourceOptions;
}

export interface AttributeDeclaration {
  readonly kind: 'attribute';
  readonly name: string;
  readonly property: string;
  readonly codec: Codec;
  readonly capabilities: AttributeCapabilities;
  readonly derived: boolean;
}

export interface RelationshipDeclaration {
  readonly kind: 'relationship';
  readonly name: string;
  readonly property: string;
  readonly cardinality: 'one' | 'many';
  readonly target: string;
  readonly capabilities: RelationshipCapabilities;
}

export interface MetaDeclaration {
  readonly kind: 'meta';
  readonly definition: MetaDefinition;
}

export type Declaration =
  ResourceDeclaration | AttributeDeclaration | RelationshipDeclaration | MetaDeclaration;

const declared = new WeakMap<object, Declaration[]>();
const entitiesByType = new Map<string, EntityClass>();

/** What decorators call: keeps a declaration with the prototype on which it stands. */
export function declareOn(prototype: object, declaration: Declaration): void {
  const list = declared.get(prototype) ?? [];
  declared.set(prototype, list);
  list.push(declaration);
  if (declaration.kind === 'resource')
    entitiesByType.set(declaration.options.type, prototype.constructor as EntityClass);
}

/** All declarations of an entity, those that it inherits first. */
export function declarationsOf(entity: EntityClass): readonly Declaration[] {
  const chain: object[] = [];
  let prototype: object | null = entity.prototype as object;
  for (; prototype !== null; prototype = Object.getPrototypeOf(prototype) as object | null)
    chain.unshift(prototype);
  return chain.flatMap((link) => declared.get(link) ?? []);
}

/** @throws Error where no loaded entity declares the type */
export function entityOfType(type: string): EntityClass {
  const entity = entitiesByType.get(type);
  if (entity === undefined) throw new Error(`No entity declares the resource type "${type}"`);
  return entity;
}
