import { apiPrefix } from '../response/link-builder.js';
import { type Codec, Refusal, type RenderContext } from './codec.js';
import { declareOn } from './declarations.js';
import { definitionOf } from './define-resource.js';
import type { EntityClass } from './resource-definition.js';

export interface RouteLink {
  /** Of the attribute. */
  readonly name: string;
  /** Path segment below the resource. */
  readonly segment: string;
  readonly description: string;
}

/** Makes a property that names the resource in URLs a read-only attribute: the URL of a route below it. */
export function LinksTo({ description, name, segment }: RouteLink): PropertyDecorator {
  return (prototype, property) => {
    const path = () => definitionOf(prototype.constructor as EntityClass).path;
    declareOn(prototype, {
      kind: 'attribute',
      name,
      property: String(property),
      codec: new RouteLinkCodec(path, segment),
      capabilities: { description },
      derived: true,
    });
  };
}

class RouteLinkCodec implements Codec<string> {
  readonly name = 'route-link';
  readonly schema = { type: 'string', format: 'uri' };
  readonly comparable = false;

  constructor(
    /** Of the resource; known when all decorators of its class have run. */
    private readonly path: () => string,
    private readonly segment: string,
  ) {}

  parse(): Refusal {
    return new Refusal('is made by the server');
  }

  render(name: string, { publicUrl }: RenderContext): string {
    return `${publicUrl}${apiPrefix}/${this.path()}/${name}/${this.segment}`;
  }

  parseText(): Refusal {
    return new Refusal('cannot be compared');
  }
}
