import { Metadata } from '@tus/server';
import type { SpooledFile } from '../spool/spooled-file.js';
import type { ResumableUpload } from './resumable-upload.entity.js';

export type UploadMetadata = Readonly<Record<string, string | null>>;

/** @throws Error for a header that is not valid */
export function metadataOf(header: string): UploadMetadata {
  return Metadata.parse(header);
}

/** What the client calls the file, under the names that tus' own clients give. */
export function claimOf({ metadata }: ResumableUpload): Pick<SpooledFile, 'label' | 'name'> {
  const { filename, filetype } = metadata === null ? {} : metadataOf(metadata);
  const label = (filetype ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  return { label, name: filename ?? null };
}
