import type { Json } from '../document.js';
import type { RenderContext } from '../resource/codec.js';
import type { AttributeDefinition, MetaDefinition } from '../resource/resource-definition.js';
import { RenderedValues } from './rendered-values.js';
import type { Projection, Values } from './resource-record.js';

/** A row's values → the members that are made of them. */
export class ValueRenderer {
  constructor(private readonly context: RenderContext) {}

  render({ attributes, meta }: Projection, values: Values): RenderedValues {
    const described = attributes.length === 0 ? null : this.#attributes(attributes, values);
    return new RenderedValues(described, meta.length === 0 ? '' : this.#meta(meta, values));
  }

  #attributes(attributes: readonly AttributeDefinition[], values: Values): string {
    let members = '';
    for (const { codec, name, property } of attributes) {
      const value = values[property];
      if (value === undefined) continue;
      const rendered = value === null ? null : codec.render(value, this.context);
      // Names have no character that JSON would escape.
      members += `${members === '' ? '' : ','}"${name}":${textOf(rendered)}`;
    }
    return members;
  }

  #meta(definitions: readonly MetaDefinition[], values: Values): string {
    const groups: Record<string, Record<string, unknown>> = {};
    for (const definition of definitions) {
      const read = definition.reads.map((property) => values[property]);
      const rendered = definition.render(read, this.context);
      if (rendered !== undefined) (groups[definition.group] ??= {})[definition.name] = rendered;
    }
    return JSON.stringify(groups).slice(1, -1);
  }
}

/** Most values are of these kinds, for which a call of JSON.stringify costs more than the text itself. */
function textOf(value: Json): string {
  return value === null || typeof value === 'boolean' ? String(value) : JSON.stringify(value);
}
