import type { ByteSource } from '../picture-structure/byte-source.js';
import type { IdentifiedFile } from './identified-file.js';
import type { ZipEntry } from './zip-directory.js';
import { readZipPart } from './zip-part.js';

const contentTypesPart = '[Content_Types].xml';
const presentationPart = 'ppt/presentation.xml';

/** A line for each part; ten thousand parts need about as much. */
const maxContentTypesBytes = 2_000_000;

/** By the content type of its main part. ECMA-376, part 1, 11 to 13. */
const others: readonly (readonly [RegExp, string])[] = [
  [/presentation\.macroEnabled\.main\+xml/, 'PowerPoint presentation with macros'],
  [/presentationml\.slideshow\.main\+xml/, 'PowerPoint show'],
  [/presentationml\.template\.main\+xml/, 'PowerPoint template'],
  [/wordprocessingml\.document\.main\+xml/, 'Word document'],
  [/spreadsheetml\.sheet\.main\+xml/, 'Excel workbook'],
];

const presentation =
  'application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml';

/**
 * An Office document says in its list of content types what its main part is. ECMA-376, part 2, 7.2.3.
 *
 * @returns null where the archive is no Office document
 * @throws StructureRefusal
 */
export async function identifyOpenXml(
  source: ByteSource,
  entries: readonly ZipEntry[],
): Promise<IdentifiedFile | null> {
  const list = entries.find(({ name }) => name === contentTypesPart);
  if (list === undefined) return null;
  const types = (await readZipPart(source, list, maxContentTypesBytes)).toString();
  if (isPresentation(types) && entries.some(({ name }) => name === presentationPart))
    return { format: 'pptx' };
  const name = others.find(([pattern]) => pattern.test(types))?.[1];
  return { format: null, name: name ?? 'Office document of another kind' };
}

/** The attributes of an override stand in any order. */
function isPresentation(types: string): boolean {
  const overrides = types.match(/<Override\s[^<>]*>/g) ?? [];
  return overrides.some(
    (one) => one.includes(`"/${presentationPart}"`) && one.includes(`"${presentation}"`),
  );
}
