import type { Fault } from '../../jsonapi/errors/fault.js';
import type { ResourceDocument } from '../../jsonapi/request/resource-document.js';
import type { FileValue } from './file.attribute.js';
import { altWithoutPicture } from '../media.errors.js';
import { type StoredImage, noImage } from './stored-image.entity.js';

export interface Described {
  /** Undefined where nothing changes. */
  readonly stored: unknown;
  readonly faults: readonly Fault[];
}

/**
 * What a row is to hold of a picture with what the document says of it in words.
 *
 * @param stored without them; undefined where the picture stays
 * @param present what the row holds
 */
export function withAltText(
  stored: unknown,
  { alt, altText, attribute }: FileValue,
  { document, present }: { readonly document: ResourceDocument; readonly present: unknown },
): Described {
  // A text that is sent with the removal of its picture goes with it: clients send whole documents.
  if (alt === null || stored === noImage) return { stored, faults: [] };
  if (stored !== undefined)
    return { stored: Object.assign({}, stored, { alt: altText ?? null }), faults: [] };
  const isThere = Boolean((present as StoredImage | undefined)?.url);
  if (altText === undefined || (altText === null && !isThere)) return { stored, faults: [] };
  // A picture that stays may get another text; where there is none, there is nothing to describe.
  if (isThere) return { stored: { alt: altText }, faults: [] };
  return { stored, faults: [altWithoutPicture(document.pointerTo(alt), attribute.name)] };
}
