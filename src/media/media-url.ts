import { type FileName, type StorageKey, parseFileName, parseKey } from '../storage/storage-key.js';
import { type MediaFormat, extensionOf } from './media-formats.js';

/** Path of the public URLs of stored files. */
export const mediaPrefix = '/media';

/** The part of a key's file names that the original has. */
export const originalPart = 'original';

/** `/media/event/<uuid>.jpg` */
export function originalUrl(key: StorageKey, format: MediaFormat): string {
  return `${mediaPrefix}/${key}.${extensionOf(format)}`;
}

/**
 * `/media/event/<uuid>.jpg` → `/media/event/<uuid>/large.jpg`. Presets are those of the type that shows the
 * picture; where its key is another's, such as an upload's, the type stands before the preset:
 * `/media/upload/<uuid>/event-large.jpg`.
 */
export function renditionUrl(original: string, type: string, preset: string): string {
  const dot = original.lastIndexOf('.');
  const part = original.startsWith(`${mediaPrefix}/${type}/`) ? preset : `${type}-${preset}`;
  return `${original.slice(0, dot)}/${part}${original.slice(dot)}`;
}

/** What a media URL names. */
export interface MediaName {
  readonly key: StorageKey;
  /** `original`, a preset, or a preset with its type before it. */
  readonly part: string;
  readonly extension: string;
  /** Where its bytes are, if they are anywhere. */
  readonly file: FileName;
}

const urlPattern = /^\/media\/([a-z-]+\/[0-9a-f-]{36})(?:\/([a-z-]+))?\.([a-z0-9]+)$/;

/**
 * @param path root-relative, without a query string
 * @returns null where the path names nothing that could be stored
 */
export function parseMediaUrl(path: string): MediaName | null {
  const [, folder = '', part = originalPart, extension = ''] = urlPattern.exec(path) ?? [];
  const key = parseKey(folder);
  const file = parseFileName(`${folder}/${part}.${extension}`);
  // The original has one URL, so that caches hold it once.
  if (key === null || file === null || path.includes(`/${originalPart}.`)) return null;
  return { key, part, extension, file };
}
