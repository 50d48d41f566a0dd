import { declareOn } from '../jsonapi/resource/declarations.js';
import { definitionOf } from '../jsonapi/resource/define-resource.js';
import { memberName } from '../jsonapi/resource/member-name.js';
import type {
  AttributeDefinition,
  EntityClass,
  ResourceDefinition,
} from '../jsonapi/resource/resource-definition.js';
import { contentTypes } from './image-formats.js';
import type { ImageFormat, RenditionPresets } from './image-file.js';
import { ImageCodec, RenditionCodec } from './image.codec.js';

export interface ImageOptions {
  /** A second, read-only name of the same picture. */
  readonly alias?: string;
  readonly description?: string;
}

/**
 * Makes an embedded `StoredImage` an attribute that takes data URIs: `originalImage` becomes the writable
 * `original-image-url`, a read-only `<preset>-image-url` for each preset, and a description in `meta.images`.
 *
 * @param presets preset → longest width in pixels
 */
export function Image(
  presets: RenditionPresets = {},
  options: ImageOptions = {},
): PropertyDecorator {
  return (prototype, key) => {
    const property = String(key);
    const name = `${memberName(property)}-url`;
    const codec = new ImageCodec(presets);
    const capabilities = { nullable: true, description: options.description ?? 'A picture.' };
    const url = `${property}.url`;
    declareOn(prototype, {
      kind: 'attribute',
      name,
      property: url,
      codec,
      capabilities,
      derived: false,
    });
    for (const [derivedName, derivedCodec] of derivedFrom(prototype, presets, options))
      declareOn(prototype, {
        kind: 'attribute',
        name: derivedName,
        property: url,
        codec: derivedCodec,
        capabilities: { nullable: true },
        derived: true,
      });
    declareOn(prototype, { kind: 'meta', definition: description(name, property) });
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

const described = ['width', 'height', 'bytes', 'type', 'placeholder', 'alt'] as const;

const descriptionSchema = {
  type: 'object',
  description: 'Of the picture as it is displayed; for laying out a page before it has arrived.',
  required: ['width', 'height', 'bytes', 'content-type', 'placeholder', 'alt'],
  properties: {
    width: { type: 'integer', description: 'Pixels.' },
    height: { type: 'integer', description: 'Pixels.' },
    bytes: { type: 'integer' },
    'content-type': { type: 'string', enum: Object.values(contentTypes) },
    placeholder: { type: ['string', 'null'], description: 'ThumbHash, base64.' },
    alt: { type: ['string', 'null'], description: 'What the picture shows, in words.' },
  },
};

/** So that a page can be laid out before a picture has arrived. */
function description(name: string, property: string) {
  return {
    group: 'images',
    name,
    reads: described.map((part) => `${property}.${part}`),
    schema: descriptionSchema,
    render([width, height, bytes, type, placeholder, alt]: readonly unknown[]) {
      if (width === null || width === undefined) return undefined;
      const contentType = contentTypes[type as ImageFormat];
      return { width, height, bytes, 'content-type': contentType, placeholder, alt };
    },
  };
}

/** An attribute that takes pictures, as the media room sees it. */
export interface ImageAttribute {
  readonly attribute: AttributeDefinition;
  /** Property of the embedded StoredImage. */
  readonly property: string;
  readonly presets: RenditionPresets;
}

export function imageAttributesOf({ attributes }: ResourceDefinition): readonly ImageAttribute[] {
  return [...attributes.values()].flatMap((attribute) =>
    attribute.codec instanceof ImageCodec
      ? [
          {
            attribute,
            property: attribute.property.replace(/\.url$/, ''),
            presets: attribute.codec.presets,
          },
        ]
      : [],
  );
}
