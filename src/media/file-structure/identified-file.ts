import type { FileFormat } from '../file-formats.js';

/** What the structure of a file says it is: a format that is taken, the name of one that is not, or nothing known. */
export type IdentifiedFile =
  { readonly format: FileFormat } | { readonly format: null; readonly name: string | null };
