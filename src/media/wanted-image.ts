import type { ResourceDocument } from '../jsonapi/request/resource-document.js';
import { type ImageAttribute, imageAttributesOf } from './image.attribute.js';
import type { ImageFile } from './image-file.js';
import { ImageReference } from './image.codec.js';

/** What a document wants an image attribute to be. */
export type Wanted =
  /** Proven, and not stored yet. */
  | { readonly kind: 'new'; readonly picture: ImageFile }
  | { readonly kind: 'reference'; readonly url: string }
  | { readonly kind: 'none' }
  /** It says nothing of the picture itself. */
  | { readonly kind: 'kept' };

/** What a document says of one image attribute. */
export interface WantedImage {
  readonly image: ImageAttribute;
  readonly wanted: Wanted;
  /** Undefined where it says nothing of it. */
  readonly alt: string | null | undefined;
}

/**
 * The image attributes of which a document sets the picture, its alt text, or both.
 *
 * @param document as the ImageUpload pipe left it
 */
export function wantedImagesOf(document: ResourceDocument): readonly WantedImage[] {
  return imageAttributesOf(document.definition)
    .filter(({ alt, attribute }) => document.has(attribute) || document.has(alt))
    .map((image) => ({
      image,
      wanted: document.has(image.attribute)
        ? wantedOf(document.attributes.get(image.attribute))
        : { kind: 'kept' },
      alt: document.attributes.get(image.alt) as string | null | undefined,
    }));
}

function wantedOf(value: unknown): Wanted {
  if (value === null) return { kind: 'none' };
  if (value instanceof ImageReference) return { kind: 'reference', url: value.url };
  return { kind: 'new', picture: value as ImageFile };
}
