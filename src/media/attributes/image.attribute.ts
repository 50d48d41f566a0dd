import type { Codec } from '../../jsonapi/resource/codec.js';
import { declareOn } from '../../jsonapi/resource/declarations.js';
import { definitionOf } from '../../jsonapi/resource/define-resource.js';
import { memberName } from '../../jsonapi/resource/member-name.js';
import type {
  AttributeCapabilities,
  AttributeDefinition,
  EntityClass,
  ResourceDefinition,
} from '../../jsonapi/resource/resource-definition.js';
import { AltTextCodec } from './alt-text.codec.js';
import { ImageCodec, RenditionCodec } from './image.codec.js';
import { imageDescription } from '../image.description.js';
import type { RenditionPresets } from '../image-file.js';

export interface ImageOptions {
  /** A second, read-only name of the same picture. */
  readonly alias?: string;
  readonly description?: string;
}

/**
 * Makes an embedded `StoredImage` an attribute that takes data URIs: `originalImage` becomes the writable
 * `original-image-url` and `original-image-alt`, a read-only `<preset>-image-url` for each preset, and a
 * description in `meta.images`.
 *
 * @param presets preset → longest width in pixels
 */
export function Image(
  presets: RenditionPresets = {},
  options: ImageOptions = {},
): PropertyDecorator {
  return (prototype, key) => {
    const property = String(key);
    const member = memberName(property);
    const url = `${property}.url`;
    const declare = (name: string, of: string, codec: Codec, more: AttributeCapabilities = {}) => {
      const capabilities = { nullable: true, ...more };
      const derived = codec instanceof RenditionCodec;
      declareOn(prototype, { kind: 'attribute', name, property: of, codec, capabilities, derived });
    };
    const { description = 'A picture.' } = options;
    declare(`${member}-url`, url, new ImageCodec(presets), { description });
    declare(`${member}-alt`, `${property}.alt`, new AltTextCodec(), { sortable: false });
    for (const [name, codec] of derivedFrom(prototype, presets, options)) declare(name, url, codec);
    declareOn(prototype, {
      kind: 'meta',
      definition: imageDescription(`${member}-url`, property),
    });
  };
}

function derivedFrom(
  prototype: object,
  presets: RenditionPresets,
  { alias }: ImageOptions,
): [string, RenditionCodec][] {
  const type = () => definitionOf(prototype.constructor as EntityClass).type;
  const renditions = Object.entries(presets).map(([preset, width]): [string, RenditionCodec] => [
    `${preset}-image-url`,
    new RenditionCodec({ preset, width, type }),
  ]);
  return alias === undefined ? renditions : [[alias, new RenditionCodec(null)], ...renditions];
}

/** An attribute that takes pictures, as the media room sees it. */
export interface ImageAttribute {
  readonly attribute: AttributeDefinition;
  /** Of its alt text. */
  readonly alt: AttributeDefinition;
  /** Property of the embedded StoredImage. */
  readonly property: string;
  readonly presets: RenditionPresets;
}

export function imageAttributesOf({ attributes }: ResourceDefinition): readonly ImageAttribute[] {
  return [...attributes.values()].flatMap((attribute) => {
    const alt = attributes.get(attribute.name.replace(/url$/, 'alt'));
    if (!(attribute.codec instanceof ImageCodec) || alt === undefined) return [];
    const property = attribute.property.replace(/\.url$/, '');
    return [{ attribute, alt, property, presets: attribute.codec.presets }];
  });
}
