import { definitionOf } from './define-resource.js';
import type { EntityClass, ResourceDefinition } from './resource-definition.js';

/** All resources of this server: type → definition. */
export class ResourceRegistry {
  readonly definitions: readonly ResourceDefinition[];
  readonly #byType: ReadonlyMap<string, ResourceDefinition>;

  /** @throws Error on two resources of one type, a relationship whose target is not among them, a name used twice */
  constructor(entities: readonly EntityClass[]) {
    this.definitions = entities.map(definitionOf);
    this.#byType = new Map(this.definitions.map((definition) => [definition.type, definition]));
    if (this.#byType.size !== this.definitions.length)
      throw new Error('Two resources declare the same type');
    for (const definition of this.definitions) this.#verify(definition);
  }

  find(type: string): ResourceDefinition | null {
    return this.#byType.get(type) ?? null;
  }

  #verify(definition: ResourceDefinition): void {
    for (const relationship of definition.relationships.values()) {
      if (!this.#byType.has(relationship.target().type))
        throw new Error(`${definition.type}.${relationship.name} leads to an unregistered type`);
      // https://jsonapi.org/format/1.1/#document-resource-object-fields: one namespace for both
      if (definition.attributes.has(relationship.name))
        throw new Error(`${definition.type} declares the field ${relationship.name} twice`);
    }
  }
}
