import type { Links } from '../document.js';
import { type Cursor, encodeCursor } from '../request/cursor.js';
import type { NumberedPage } from '../request/query.js';
import type {
  RelationshipDefinition,
  ResourceDefinition,
} from '../resource/resource-definition.js';
import type { PageCursors } from './resource-record.js';

/** Where the resources are served, below the public URL. */
export const apiPrefix = '/v1';

/** Makes every URL of a document from the public URL; nothing a client sent names a host. */
export class LinkBuilder {
  /** @param fileBase before the paths of files, where that is not the public URL */
  constructor(
    readonly publicUrl: string,
    readonly fileBase = publicUrl,
  ) {}

  /** @param path root-relative, as a row holds it */
  file(path: string): string {
    return this.fileBase + path;
  }

  /**
   * Clients may have read a file's URL before its base was changed to another, or changed back; and however they
   * spell it, it leads here.
   *
   * @returns the root-relative URL; null for what is none of this server's
   */
  filePath(url: string): string | null {
    if (url.startsWith('/')) return url;
    const spelled = canonical(url);
    const bases = [this.fileBase, this.publicUrl].map((one) => canonical(`${one}/`));
    const base = bases.find((one) => spelled.startsWith(one));
    return base === undefined ? null : spelled.slice(base.length - 1);
  }

  resource({ path }: ResourceDefinition, id: string): string {
    return `${this.publicUrl}${apiPrefix}/${path}/${id}`;
  }

  relationship(resource: string, { name }: RelationshipDefinition): Links {
    return { self: `${resource}/relationships/${name}`, related: `${resource}/${name}` };
  }

  /** @param target path and query string as requested */
  self(target: string): string {
    return this.publicUrl + escaped(target);
  }

  /** Keeps every other parameter. https://jsonapi.org/format/1.1/#fetching-pagination */
  pages(target: string, page: NumberedPage, count: number): Links {
    const last = Math.max(1, Math.ceil(count / page.size));
    const at = (number: number) => this.#page(target, { 'page[number]': String(number) });
    return {
      first: at(1),
      last: at(last),
      ...(page.number > 1 && { prev: at(Math.min(page.number - 1, last)) }),
      ...(page.number < last && { next: at(page.number + 1) }),
    };
  }

  /** https://jsonapi.org/profiles/ethanresnick/cursor-pagination/#auto-id--pagination-links */
  cursorPages(target: string, { cursors, hasNext, hasPrevious }: PageCursors): Links {
    const [first] = cursors;
    const last = cursors.at(-1);
    const beside = (parameter: string, cursor: Cursor) =>
      this.#page(target, { [parameter]: encodeCursor(cursor) });
    return {
      first: this.#page(target, { 'page[after]': '' }),
      prev: hasPrevious && first ? beside('page[before]', first) : null,
      next: hasNext && last ? beside('page[after]', last) : null,
    };
  }

  #page(target: string, place: Readonly<Record<string, string>>): string {
    const [path, search] = splitTarget(escaped(target));
    const parameters = new URLSearchParams(search);
    for (const name of placeParameters) parameters.delete(name);
    for (const [name, value] of Object.entries(place)) parameters.set(name, value);
    return `${this.publicUrl}${path}?${parameters.toString()}`;
  }
}

const placeParameters = ['page[number]', 'page[after]', 'page[before]'];

/** Clients send brackets and quotes as they are, some a whole URL with a host of their own. */
function escaped(target: string): string {
  const url = new URL(target.startsWith('/') ? `http://any${target}` : target);
  return (url.pathname + url.search)
    .replaceAll('[', '%5B')
    .replaceAll(']', '%5D')
    .replace(/%(?![0-9a-f]{2})/gi, '%25');
}

/** `/v1/events?sort=name` → its path and its query string without the question mark. */
export function splitTarget(target: string): readonly [path: string, search: string] {
  const mark = target.indexOf('?');
  return mark === -1 ? [target, ''] : [target.slice(0, mark), target.slice(mark + 1)];
}

/** As browsers follow it, and without credentials; what is no URL stays as it is. */
function canonical(url: string): string {
  if (!URL.canParse(url)) return url;
  const parsed = new URL(url);
  parsed.username = '';
  parsed.password = '';
  return parsed.href;
}
