import { randomUUID } from 'node:crypto';
import { BackupError } from '../database/dump/backup-error.js';
import type { DumpCatalogue } from '../database/dump/dump-catalogue.js';

/** The first entry of an archive: what will follow. */
export interface BackupManifest extends DumpCatalogue {
  readonly format: number;
  /** UUID v4 */
  readonly id: string;
  /** ISO 8601 */
  readonly createdAt: string;
}

/** The last entry before the checksums: what has come. */
export interface BackupSummary {
  /** Of each table that has any. */
  readonly rows: Readonly<Record<string, number>>;
  readonly files: number;
  readonly fileBytes: number;
  /** Names of files that the ledger promises and the storage did not have: the first few, and how many. */
  readonly missing: { readonly count: number; readonly examples: readonly string[] };
}

export const manifestEntry = 'backup.json';
export const summaryEntry = 'summary.json';

/** To be raised when older programs would misunderstand an archive. */
const format = 1;

export function manifestOf(catalogue: DumpCatalogue): BackupManifest {
  return { format, id: randomUUID(), createdAt: new Date().toISOString(), ...catalogue };
}

/** @throws BackupError where it is no manifest of ours */
export function parseManifest(text: string): BackupManifest {
  const manifest = parsed(text) as BackupManifest | null;
  if (typeof manifest?.id !== 'string') throw strange();
  if (manifest.format === format) return manifest;
  const found = String(manifest.format);
  throw new BackupError(`The backup has the format ${found}, and this version reads ${format}.`);
}

export function parseSummary(text: string): BackupSummary {
  return parsed(text) as BackupSummary;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw strange(cause);
  }
}

/** @param cause where there is one */
export function strange(cause?: unknown): BackupError {
  return new BackupError('This is no backup of Marquee.', { cause });
}
