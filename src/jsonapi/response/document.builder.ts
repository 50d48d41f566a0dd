import { type JsonApiMember, type Links, type Meta, cursorPagination } from '../document.js';
import { encodeCursor } from '../request/cursor.js';
import type {
  CollectionAnswer,
  LinkageAnswer,
  PagesOfCollection,
  ResourceAnswer,
} from './answer.js';
import { EncodedBody } from './encoded-body.js';
import { type LinkBuilder, splitTarget } from './link-builder.js';
import type { PageCursors, ResourceRecord } from './resource-record.js';
import { type Serializer, linkageOf } from './serializer.js';

/** The members of a document; primary data and included resources are JSON text already. */
interface DocumentParts {
  readonly links: Links;
  readonly data: string;
  readonly included?: readonly string[];
  readonly meta?: Meta;
  /** URI of the profile that the document follows. */
  readonly profile?: string;
}

/** Answers → top-level documents. https://jsonapi.org/format/1.1/#document-top-level */
export class DocumentBuilder {
  constructor(
    private readonly serializer: Serializer,
    private readonly links: LinkBuilder,
  ) {}

  /** @param target path and query string as requested */
  build(answer: ResourceAnswer | CollectionAnswer | LinkageAnswer, target: string): EncodedBody {
    if (answer.kind === 'resource') return this.#write(this.#resource(answer, target));
    return answer.kind === 'collection'
      ? this.#write(this.#collection(answer, target))
      : this.#write(this.#linkage(answer, target));
  }

  #resource({ result, includes, status }: ResourceAnswer, target: string): DocumentParts {
    const { primary } = result;
    const self =
      status === 201 && primary !== null
        ? this.links.resource(primary.projection.definition, primary.id)
        : this.links.self(target);
    return {
      links: { self },
      data: primary === null ? 'null' : this.serializer.resource(primary),
      ...(includes && { included: this.#included(result.included) }),
    };
  }

  #collection({ includes, page, result }: CollectionAnswer, target: string): DocumentParts {
    const { count, cursors, primary } = result;
    const data = primary.map((record, index) =>
      this.serializer.resource(record, cursors && cursorMeta(cursors, index)),
    );
    return {
      links: {
        self: this.links.self(target),
        ...this.#pages(target, { page, count, cursors }),
      },
      data: `[${data.join(',')}]`,
      ...(includes && { included: this.#included(result.included) }),
      meta: { count, ...(cursors && { page: { total: count } }) },
      ...(cursors && { profile: cursorPagination }),
    };
  }

  #linkage(
    { includes, included, loaded, pages, relationship }: LinkageAnswer,
    target: string,
  ): DocumentParts {
    const [path] = splitTarget(target);
    return {
      links: {
        self: this.links.self(target),
        related: this.links.self(path.replace(/\/relationships\/([^/]+)\/?$/, '/$1')),
        ...(pages && this.#pages(target, pages)),
      },
      data: JSON.stringify(linkageOf(relationship, loaded)),
      ...(includes && { included: this.#included(included) }),
      ...(pages && { meta: { count: pages.count } }),
      ...(pages?.cursors && { profile: cursorPagination }),
    };
  }

  #pages(target: string, { count, cursors, page }: PagesOfCollection): Links {
    if (cursors !== undefined) return this.links.cursorPages(target, cursors);
    return page.kind === 'number' ? this.links.pages(target, page, count) : {};
  }

  #included(records: readonly ResourceRecord[]): readonly string[] {
    return records.map((record) => this.serializer.resource(record));
  }

  #write({ data, included, links, meta, profile }: DocumentParts): EncodedBody {
    const jsonapi: JsonApiMember = { version: '1.1', ...(profile && { profile: [profile] }) };
    const described = { ...links, describedby: `${this.links.publicUrl}/openapi.json` };
    const text =
      `{"jsonapi":${JSON.stringify(jsonapi)},"links":${JSON.stringify(described)},"data":${data}` +
      (included === undefined ? '' : `,"included":[${included.join(',')}]`) +
      (meta === undefined ? '}' : `,"meta":${JSON.stringify(meta)}}`);
    return EncodedBody.document(text, { profile });
  }
}

/** https://jsonapi.org/profiles/ethanresnick/cursor-pagination/#auto-id--item-cursors */
function cursorMeta({ cursors }: PageCursors, index: number): Meta {
  return { page: { cursor: encodeCursor(cursors[index] ?? []) } };
}
