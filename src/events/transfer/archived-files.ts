import { extname } from 'node:path/posix';
import { invalidValue } from '../../jsonapi/errors/document.errors.js';
import { type Fault, JsonApiError } from '../../jsonapi/errors/fault.js';
import { entryNotTaken } from '../../media/archive/archive.errors.js';
import type { ArchiveReader } from '../../media/archive/archive.reader.js';
import { contentTypeOf, mediaFormatOf } from '../../media/media-formats.js';
import type { MediaConfig } from '../../media/media.config.js';
import { type FileKind, maxBytesOf, tooLarge } from '../../media/proof/file-kind.js';
import type { SpoolArea } from '../../media/spool/spool-area.js';
import { SpooledFile } from '../../media/spool/spooled-file.js';
import { mediaFolder } from './archive-layout.js';

/** The place in a document that names a file. */
export interface FilePlace {
  readonly kind: FileKind;
  readonly pointer: string;
}

/** The pictures and other files of an archive: each is unpacked for the one place that names it. */
export class ArchivedFiles {
  readonly #taken = new Set<string>();

  constructor(
    private readonly archive: ArchiveReader,
    private readonly area: SpoolArea,
    private readonly config: MediaConfig,
  ) {}

  /** Unpacked, all of those that were taken. */
  get bytes(): number {
    return [...this.#taken].reduce((sum, name) => sum + (this.archive.bytesOf(name) ?? 0), 0);
  }

  /**
   * @param name as a document says it
   * @returns what a data URI in its place would have become; what names no file of an archive as it is
   * @throws JsonApiError 413, 422, 507
   */
  async take(name: unknown, { kind, pointer }: FilePlace): Promise<unknown> {
    if (typeof name !== 'string' || !name.startsWith(mediaFolder)) return name;
    const bytes = this.archive.bytesOf(name);
    const quoted = `"${name}"`;
    if (bytes === null)
      throw new JsonApiError(invalidValue(pointer, `There is no ${quoted} in the archive.`));
    // Or a small archive would become as many files as it has words.
    if (this.#taken.has(name))
      throw new JsonApiError(invalidValue(pointer, `${quoted} is named in another place, too.`));
    const maxBytes = maxBytesOf(kind, this.config);
    if (bytes > maxBytes) throw new JsonApiError(tooLarge({ kind, maxBytes, pointer }, bytes));
    this.#taken.add(name);
    const file = this.area.create();
    await this.archive.unpack(name, file);
    return new SpooledFile(file.path, file.bytes, labelOf(name), name);
  }

  /** A file that nothing names was meant to be somewhere. */
  leftFaults(): readonly Fault[] {
    return this.archive.names
      .filter((name) => name.startsWith(mediaFolder) && !this.#taken.has(name))
      .map((name) => entryNotTaken(name, 'no document names it'));
  }
}

/** The name is a claim like any other. */
function labelOf(name: string): string {
  const format = mediaFormatOf(extname(name).slice(1).toLowerCase());
  return format === null ? 'application/octet-stream' : contentTypeOf(format);
}
