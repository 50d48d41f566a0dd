import type { MetaDefinition } from '../jsonapi/resource/resource-definition.js';
import { contentTypes } from './image-formats.js';
import type { ImageFormat } from './image-file.js';

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
    alt: { type: ['string', 'null'], description: 'As the attribute that ends in `-alt` says.' },
  },
};

/**
 * What `meta.images` says of a picture, so that a page can be laid out before it has arrived.
 *
 * @param name member name of the attribute
 * @param property of the embedded StoredImage
 */
export function imageDescription(name: string, property: string): MetaDefinition {
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
