import type { IdentifiedFile } from './identified-file.js';
import type { ZipEntry } from './zip-directory.js';

/** Before 2013. */
const olderMain = /^index\.apxl(\.gz)?$/;

/** Since then: only Keynote has slides; all else it shares with Pages and Numbers. */
const main = /^Index\/Document\.iwa$/;
const slide = /^Index\/(Slide|MasterSlide|TemplateSlide)(-[\w-]+)?\.iwa$/;

/** @returns null where the archive is of none of Apple's programs */
export function identifyKeynote(entries: readonly ZipEntry[]): IdentifiedFile | null {
  const has = (pattern: RegExp) => entries.some(({ name }) => pattern.test(name));
  if (has(olderMain) || (has(main) && has(slide))) return { format: 'key' };
  return has(main) ? { format: null, name: 'Pages or Numbers document' } : null;
}
