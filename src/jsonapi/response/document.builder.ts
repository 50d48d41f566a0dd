import {
  type DataDocument,
  type JsonApiMember,
  type Links,
  type ResourceObject,
  cursorPagination,
} from '../document.js';
import { encodeCursor } from '../request/cursor.js';
import type {
  CollectionAnswer,
  LinkageAnswer,
  PagesOfCollection,
  ResourceAnswer,
} from './answer.js';
import { type LinkBuilder, splitTarget } from './link-builder.js';
import type { PageCursors, ResourceRecord } from './resource-record.js';
import { type Serializer, linkageOf } from './serializer.js';

export const jsonapi: JsonApiMember = { version: '1.1' };
const byCursor: JsonApiMember = { version: '1.1', profile: [cursorPagination] };

/** Answers → top-level documents. https://jsonapi.org/format/1.1/#document-top-level */
export class DocumentBuilder {
  constructor(
    private readonly serializer: Serializer,
    private readonly links: LinkBuilder,
  ) {}

  /** @param target path and query string as requested */
  build(answer: ResourceAnswer | CollectionAnswer | LinkageAnswer, target: string): DataDocument {
    if (answer.kind === 'resource') return this.#resource(answer, target);
    return answer.kind === 'collection'
      ? this.#collection(answer, target)
      : this.#linkage(answer, target);
  }

  #resource({ result, includes, status }: ResourceAnswer, target: string): DataDocument {
    const { primary } = result;
    const self =
      status === 201 && primary !== null
        ? this.links.resource(primary.projection.definition, primary.id)
        : this.links.self(target);
    return {
      jsonapi,
      links: this.#described({ self }),
      data: primary === null ? null : this.serializer.resource(primary),
      ...(includes && { included: this.#included(result.included) }),
    };
  }

  #collection({ includes, page, result }: CollectionAnswer, target: string): DataDocument {
    const { count, cursors, primary } = result;
    const data = primary.map((record) => this.serializer.resource(record));
    return {
      jsonapi: cursors ? byCursor : jsonapi,
      links: this.#described({
        self: this.links.self(target),
        ...this.#pages(target, { page, count, cursors }),
      }),
      data: cursors ? data.map((resource, index) => withCursor(resource, cursors, index)) : data,
      ...(includes && { included: this.#included(result.included) }),
      meta: { count, ...(cursors && { page: { total: count } }) },
    };
  }

  #linkage(
    { includes, included, loaded, pages, relationship }: LinkageAnswer,
    target: string,
  ): DataDocument {
    const [path] = splitTarget(target);
    return {
      jsonapi: pages?.cursors ? byCursor : jsonapi,
      links: this.#described({
        self: this.links.self(target),
        related: this.links.self(path.replace(/\/relationships\/([^/]+)\/?$/, '/$1')),
        ...(pages && this.#pages(target, pages)),
      }),
      data: linkageOf(relationship, loaded),
      ...(includes && { included: this.#included(included) }),
      ...(pages && { meta: { count: pages.count } }),
    };
  }

  #pages(target: string, { count, cursors, page }: PagesOfCollection): Links {
    if (cursors !== undefined) return this.links.cursorPages(target, cursors);
    return page.kind === 'number' ? this.links.pages(target, page, count) : {};
  }

  #included(records: readonly ResourceRecord[]): ResourceObject[] {
    return records.map((record) => this.serializer.resource(record));
  }

  #described(links: Links): Links {
    return { ...links, describedby: `${this.links.publicUrl}/openapi.json` };
  }
}

/** https://jsonapi.org/profiles/ethanresnick/cursor-pagination/#auto-id--item-cursors */
function withCursor(
  resource: ResourceObject,
  { cursors }: PageCursors,
  index: number,
): ResourceObject {
  const cursor = encodeCursor(cursors[index] ?? []);
  return { ...resource, meta: { ...resource.meta, page: { cursor } } };
}
