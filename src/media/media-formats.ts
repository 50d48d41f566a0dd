import { type FileFormat, fileFormats, fileTypes } from './file-formats.js';
import type { ImageFormat } from './image-file.js';
import { contentTypes as imageTypes, extensions } from './image-formats.js';

/** Whatever may be stored. */
export type MediaFormat = ImageFormat | FileFormat;

const contentTypes: Readonly<Record<MediaFormat, string>> = { ...imageTypes, ...fileTypes };

export const mediaFormats = Object.keys(contentTypes) as readonly MediaFormat[];

const formatsByExtension: ReadonlyMap<string, MediaFormat> = new Map(
  mediaFormats.map((format) => [extensionOf(format), format]),
);

export function contentTypeOf(format: MediaFormat): string {
  return contentTypes[format];
}

/** How its files end, in URLs and in storage; a format that is no picture's is called as its files end. */
export function extensionOf(format: MediaFormat): string {
  return isImageFormat(format) ? extensions[format] : format;
}

/** `jpg` → `jpeg`; null for an extension that nothing stored has. */
export function mediaFormatOf(extension: string): MediaFormat | null {
  return formatsByExtension.get(extension) ?? null;
}

export function isImageFormat(format: MediaFormat): format is ImageFormat {
  return !(fileFormats as readonly string[]).includes(format);
}
