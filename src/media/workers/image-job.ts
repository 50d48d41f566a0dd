import type { ImageFormat, ProvenImage, RenditionFile, RenditionPresets } from '../image-file.js';
import type { Size } from './rendition-size.js';

/** What a decoder may be made to hold. */
export interface DecodeLimits {
  /** Width times height of one frame. */
  readonly maxPixels: number;
  /** Width times height times frames. */
  readonly maxAnimationPixels: number;
}

interface PictureJob {
  /** Absolute path of the picture. */
  readonly path: string;
  readonly format: ImageFormat;
  readonly limits: DecodeLimits;
}

/** Decode every pixel; yield the renditions in the picture's own format, and the placeholder. */
export interface ProveJob extends PictureJob {
  readonly kind: 'prove';
  readonly presets: RenditionPresets;
  /** How the absolute paths of the renditions begin; preset and extension follow. */
  readonly outputPrefix: string;
}

/** Make one rendition in any format. */
export interface RenderJob extends PictureJob {
  readonly kind: 'render';
  /** Longest width in pixels; null for the picture's own. */
  readonly width: number | null;
  readonly outputFormat: ImageFormat;
  readonly outputPath: string;
}

/** Make the picture anew, upright and in sRGB, where what must go can't be cut out of its bytes. */
export interface ReencodeJob extends PictureJob {
  readonly kind: 're-encode';
  /** What to keep of each frame, from its upper left; null for all. */
  readonly crop: Size | null;
  readonly outputPath: string;
}

export type ImageJob = ProveJob | RenderJob | ReencodeJob;

export interface ProvenPicture extends ProvenImage {
  /** What cost little enough to be made at once; a first GET makes the others. */
  readonly renditions: readonly RenditionFile[];
}

export interface Proof {
  readonly picture: ProvenPicture;
  /** One frame as the decoder found it, before the orientation was applied. */
  readonly stored: Size;
}

export interface Rendered {
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
}

export interface JobResults {
  readonly prove: Proof;
  readonly render: Rendered;
  readonly 're-encode': Rendered;
}

export type ResultOf<J extends ImageJob> = JobResults[J['kind']];

/** What a worker sends: that it took the job, then how it ended. */
export type WorkerReply =
  | { readonly state: 'started' }
  | { readonly state: 'done'; readonly result: JobResults[ImageJob['kind']] }
  | WorkerFailure;

export interface WorkerFailure {
  /** `undecodable`: by the picture's own fault. `failed`: by ours, such as a full disk. */
  readonly state: 'undecodable' | 'failed';
  /** For the log, never for a client. */
  readonly message: string;
  /** Of a failed system call, such as `ENOSPC`. */
  readonly code?: string;
}
