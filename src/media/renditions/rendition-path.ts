import type { ImageFormat } from '../image-file.js';
import { extensions } from '../image-formats.js';

/** Where a worker leaves a rendition. */
export function renditionPath(prefix: string, preset: string, format: ImageFormat): string {
  return `${prefix}${preset}.${extensions[format]}`;
}
