import { SpooledFile } from '../spool/spooled-file.js';

/** The parts of a form that hold one file and several, as Open Event's clients call them. */
export const onePart = 'file';
export const manyParts = 'files[]';

/** The files of a form's part; nothing else that was sent makes such arrays. */
export function partsOf(body: object, name: string): readonly SpooledFile[] {
  const files = (body as Readonly<Record<string, unknown>>)[name];
  return Array.isArray(files) ? files.filter((one) => one instanceof SpooledFile) : [];
}
