import type {
  Linkage,
  RelationshipObject,
  ResourceIdentifier,
  ResourceObject,
} from '../document.js';
import type { RenderContext } from '../resource/codec.js';
import type {
  MetaDefinition,
  RelationshipDefinition,
  ResourceDefinition,
} from '../resource/resource-definition.js';
import type { LinkBuilder } from './link-builder.js';
import type { ResourceRecord } from './resource-record.js';

/** Turns records into resource objects. https://jsonapi.org/format/1.1/#document-resource-objects */
export class Serializer {
  readonly #context: RenderContext;

  constructor(private readonly links: LinkBuilder) {
    this.#context = { publicUrl: links.publicUrl };
  }

  resource(record: ResourceRecord): ResourceObject {
    const { definition, meta } = record.projection;
    const self = this.links.resource(definition, record.id);
    const object: Record<keyof ResourceObject, unknown> = {
      type: definition.type,
      id: record.id,
      attributes: this.#attributes(record),
      relationships: this.#relationships(record, self),
      links: { self },
      meta: meta.length > 0 ? this.#meta(record, meta) : undefined,
    };
    return object as ResourceObject;
  }

  #attributes(record: ResourceRecord): Record<string, unknown> | undefined {
    const { attributes } = record.projection;
    if (attributes.length === 0) return undefined;
    const rendered: Record<string, unknown> = {};
    for (const { codec, name, property } of attributes) {
      const value = record.values[property];
      if (value === undefined) continue;
      rendered[name] = value === null ? null : codec.render(value, this.#context);
    }
    return rendered;
  }

  #relationships(
    record: ResourceRecord,
    self: string,
  ): Record<string, RelationshipObject> | undefined {
    const { relationships } = record.projection;
    if (relationships.length === 0) return undefined;
    const rendered: Record<string, RelationshipObject> = {};
    for (const relationship of relationships) {
      const loaded = record.linkage[relationship.name];
      rendered[relationship.name] = {
        links: this.links.relationship(self, relationship),
        ...(loaded !== undefined && { data: linkageOf(relationship, loaded) }),
      };
    }
    return rendered;
  }

  #meta(
    record: ResourceRecord,
    definitions: readonly MetaDefinition[],
  ): Record<string, unknown> | undefined {
    const groups: Record<string, Record<string, unknown>> = {};
    for (const definition of definitions) {
      const values = definition.reads.map((property) => record.values[property]);
      const rendered = definition.render(values, this.#context);
      if (rendered !== undefined) (groups[definition.group] ??= {})[definition.name] = rendered;
    }
    return Object.keys(groups).length > 0 ? groups : undefined;
  }
}

export function linkageOf(
  relationship: RelationshipDefinition,
  loaded: string | null | readonly string[],
): Linkage {
  const target = relationship.target();
  if (loaded === null || typeof loaded === 'string')
    return loaded === null ? null : identify(target, loaded);
  return loaded.map((id) => identify(target, id));
}

function identify({ type }: ResourceDefinition, id: string): ResourceIdentifier {
  return { type, id };
}
