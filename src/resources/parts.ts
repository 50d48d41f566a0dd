import type {
  RelationshipDefinition,
  ResourceDefinition,
} from '../jsonapi/resource/resource-definition.js';
import type { ResourceRegistry } from '../jsonapi/resource/resource-registry.js';

/** A type whose resources hang on another, and the relationship by which they do. */
export interface Part {
  readonly definition: ResourceDefinition;
  readonly relationship: RelationshipDefinition;
}

/** What cannot be without the resource and never moves to another: the tracks of an event. */
export function partsOf(
  whole: ResourceDefinition,
  { definitions }: ResourceRegistry,
): readonly Part[] {
  return definitions.flatMap((definition) =>
    [...definition.relationships.values()]
      .filter(
        ({ cardinality, required, target, writeOnce }) =>
          cardinality === 'one' && required && writeOnce && target() === whole,
      )
      .map((relationship) => ({ definition, relationship })),
  );
}
