import type { Linkage, Meta, ResourceIdentifier } from '../document.js';
import type {
  RelationshipDefinition,
  ResourceDefinition,
} from '../resource/resource-definition.js';
import type { LinkBuilder } from './link-builder.js';
import { RelationshipTemplate } from './relationship.template.js';
import { RenderedValues } from './rendered-values.js';
import type { Projection, ResourceRecord } from './resource-record.js';
import type { ValueRenderer } from './value.renderer.js';

/**
 * Writes records as resource objects, in JSON text without an object in between: lists are long, and what is
 * the same in all their members is made once. https://jsonapi.org/format/1.1/#document-resource-objects
 */
export class Serializer {
  readonly #templates = new WeakMap<Projection, RelationshipTemplate>();

  constructor(
    private readonly links: LinkBuilder,
    private readonly values: ValueRenderer,
  ) {}

  /** @param more members of `meta` beside the resource's own */
  resource({ id, linkage, projection, values }: ResourceRecord, more?: Meta): string {
    const rendered =
      values instanceof RenderedValues ? values : this.values.render(projection, values);
    const { attributes, meta } = rendered;
    const members = more === undefined ? meta : joined(meta, JSON.stringify(more).slice(1, -1));
    return (
      `{"type":"${projection.definition.type}","id":"${id}"` +
      (attributes === null ? '' : `,"attributes":{${attributes}}`) +
      this.#templateOf(projection).write(id, linkage) +
      (members === '' ? '}' : `,"meta":{${members}}}`)
    );
  }

  #templateOf(projection: Projection): RelationshipTemplate {
    const known = this.#templates.get(projection);
    if (known !== undefined) return known;
    const template = new RelationshipTemplate(projection, this.links);
    this.#templates.set(projection, template);
    return template;
  }
}

function joined(members: string, more: string): string {
  return members === '' ? more : `${members},${more}`;
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
