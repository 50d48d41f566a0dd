import { parseMediaUrl } from '../../media/media-url.js';
import type { FileName } from '../../storage/storage-key.js';
import { mediaName } from './archive-layout.js';

export interface TravellingFile {
  /** In the archive. */
  readonly name: string;
  readonly file: FileName;
}

/**
 * Names that say nothing of the server from which an event comes: counted in the order of what is written, so that
 * the archive of an event that was brought in is the one from which it came.
 */
export class ArchiveNames {
  readonly #lids = new Map<string, string>();
  readonly #counts = new Map<string, number>();
  readonly files: TravellingFile[] = [];

  /** Called once for each resource. */
  enter(type: string, id: string): string {
    const number = (this.#counts.get(type) ?? 0) + 1;
    this.#counts.set(type, number);
    const lid = `${type}-${number}`;
    this.#lids.set(`${type} ${id}`, lid);
    return lid;
  }

  /** @returns undefined for what is not in the archive */
  lidOf(type: string, id: string): string | undefined {
    return this.#lids.get(`${type} ${id}`);
  }

  /**
   * A file that two attributes show travels twice: each is to be proven in its own place.
   *
   * @param url as a row has it
   * @returns the URL itself where it leads to another server
   */
  fileAt(url: string): string {
    const found = url.startsWith('/') ? parseMediaUrl(url) : null;
    if (found === null) return url;
    const name = mediaName(this.files.length + 1, found.extension);
    this.files.push({ name, file: found.file });
    return name;
  }
}
