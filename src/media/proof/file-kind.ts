import { archiveTooLarge } from '../archive/archive.errors.js';
import type { Fault } from '../../jsonapi/errors/fault.js';
import { tooManyPictures } from '../body/body.errors.js';
import { fileTooLarge, tooManyFiles } from '../file.errors.js';
import type { MediaConfig } from '../media.config.js';
import { pictureTooLarge } from '../media.errors.js';

/** What may stand in a place: pictures alone, or whatever is taken. */
export type FileKind = 'picture' | 'file';

/** What may be sent: what may stand in a place, or many of them at once, in an archive. */
export type SentKind = FileKind | 'archive';

type SizeLimits = Pick<MediaConfig, 'archiveMaxBytes' | 'filesMaxBytes' | 'mediaMaxBytes'>;

/** Of a file until it is known what it is: then it is held to what it is. */
export function maxBytesOf(kind: SentKind, limits: SizeLimits): number {
  const { archiveMaxBytes, filesMaxBytes, mediaMaxBytes } = limits;
  if (kind === 'archive') return archiveMaxBytes;
  return kind === 'picture' ? mediaMaxBytes : Math.max(filesMaxBytes, mediaMaxBytes);
}

export function tooLarge({ kind, maxBytes, pointer }: FileLimit, actual: number): Fault {
  if (kind === 'archive') return archiveTooLarge(pointer, maxBytes, actual);
  return kind === 'picture'
    ? pictureTooLarge(pointer, maxBytes, actual)
    : fileTooLarge(pointer, maxBytes, actual);
}

export function tooMany(kind: FileKind, pointer: string, limit: number): Fault {
  return kind === 'picture' ? tooManyPictures(pointer, limit) : tooManyFiles(pointer, limit);
}

export interface FileLimit {
  readonly kind: SentKind;
  readonly maxBytes: number;
  /** To the member or part whose file it is. */
  readonly pointer: string;
}
