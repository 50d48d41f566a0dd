import type { Fault } from '../../jsonapi/errors/fault.js';

/** The archives' part of the catalogue. */

export const archiveTooLarge = (pointer: string, limit: number, actual: number): Fault => ({
  status: 413,
  code: 'archive-too-large',
  title: 'The archive is too large',
  detail: `An archive may have at most ${limit} bytes.`,
  source: { pointer },
  meta: { limit, actual },
});

/** @param what counted, such as "files" */
export const archiveHoldsTooMuch = (what: string, limit: number, actual: number): Fault => ({
  status: 413,
  code: 'archive-holds-too-much',
  title: 'There is too much in the archive',
  detail: `An archive may hold at most ${limit} ${what}.`,
  meta: { limit, actual },
});

/** @param problem in a few words, such as 'it ends too early' */
export const archiveDamaged = (problem: string): Fault => ({
  status: 422,
  code: 'archive-damaged',
  title: 'The archive cannot be read',
  detail: `The body is no ZIP archive that can be read: ${problem}.`,
});

/** @param problem in a few words, such as 'it is encrypted' */
export const entryNotTaken = (entry: string, problem: string): Fault => ({
  status: 422,
  code: 'archive-entry-not-taken',
  title: 'A file in the archive is not taken',
  detail: `"${entry}" is not taken: ${problem}.`,
  meta: { entry },
});

/** The same fault, said of a document of an archive. */
export function inEntry(entry: string): (fault: Fault) => Fault {
  return (fault) => ({ ...fault, meta: { ...fault.meta, entry } });
}
