import type { ImageFormat } from '../image-file.js';
import type { StructureFault } from './structure-fault.js';

/** EXIF's eight ways to hold a camera; 1 is upright. CIPA DC-008, tag 0x0112. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/** What a picture says of itself, before a single pixel is decoded. */
export interface PictureFacts {
  readonly format: ImageFormat;
  /** Pixels as stored, that is before the orientation is applied. */
  readonly width: number;
  readonly height: number;
  readonly orientation: Orientation;
  /** 1 unless animated. */
  readonly frames: number;
  /** Canvas times frames: what a decoder holds that unrolls the animation. */
  readonly animationPixels: number;
}

/** A piece of a scrubbed picture: bytes of the original from `start` to before `end`, or bytes made anew. */
export type Part =
  | { readonly kind: 'range'; readonly start: number; readonly end: number }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array };

/** A picture that can be scrubbed by copying: these parts in this order are the clean file. */
export interface PictureStructure extends PictureFacts {
  readonly parts: readonly Part[];
  /** Size of the scrubbed picture. */
  readonly bytes: number;
}

/** What may be done with a picture, as far as its structure tells. */
export type StructureVerdict =
  /** Copying its parts makes a clean picture with the very same pixels. */
  | { readonly verdict: 'lossless'; readonly structure: PictureStructure }
  /** Whole and within limits, but what must go can't be cut out: decode it and encode it anew. */
  | { readonly verdict: 're-encode'; readonly facts: PictureFacts; readonly why: string }
  | { readonly verdict: 'refused'; readonly fault: StructureFault };

/** A verdict on a picture that nothing is wrong with. */
export type SoundVerdict = Exclude<StructureVerdict, { readonly verdict: 'refused' }>;
