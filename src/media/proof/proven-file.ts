import type { RenditionFile } from '../image-file.js';
import type { MediaFormat } from '../media-formats.js';

/** A file of the spool whose content is what its format says, ready to be stored: a picture or any other. */
export interface ProvenFile {
  readonly format: MediaFormat;
  /** Absolute. */
  readonly path: string;
  readonly bytes: number;
  /** Pixels as displayed; null, like the placeholder, for what is no picture. */
  readonly width: number | null;
  readonly height: number | null;
  /** ThumbHash, base64. */
  readonly placeholder: string | null;
  readonly renditions: readonly RenditionFile[];
}
