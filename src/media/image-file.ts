/** The picture formats that Marquee takes, by the name sharp gives them. */
export type ImageFormat = 'jpeg' | 'png' | 'webp' | 'gif' | 'avif';

/** Preset name → longest width in pixels, such as `{ large: 1300, thumbnail: 500 }`. */
export type RenditionPresets = Readonly<Record<string, number>>;

/** What the proof of all pixels found out about a picture. */
export interface ProvenImage {
  readonly format: ImageFormat;
  /** Pixels as displayed, that is after the EXIF orientation was applied. */
  readonly width: number;
  readonly height: number;
  /** 1 unless animated. */
  readonly frames: number;
  /** ThumbHash, base64. https://evanw.github.io/thumbhash/ */
  readonly placeholder: string;
}

/** A rendition that lies in the spool, ready to be stored beside its original. */
export interface RenditionFile {
  readonly preset: string;
  readonly path: string;
  readonly format: ImageFormat;
  readonly bytes: number;
}

/** A picture proven, scrubbed and rendered: what the ImageUpload pipe makes of a spooled file. */
export interface ImageFile extends ProvenImage {
  /** Absolute path of the scrubbed picture in the spool. */
  readonly path: string;
  /** Size of the scrubbed picture. */
  readonly bytes: number;
  readonly renditions: readonly RenditionFile[];
}
