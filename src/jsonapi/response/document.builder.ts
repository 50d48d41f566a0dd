import type { DataDocument, JsonApiMember, Links, ResourceObject } from '../document.js';
import type { CollectionAnswer, LinkageAnswer, ResourceAnswer } from './answer.js';
import { type LinkBuilder, splitTarget } from './link-builder.js';
import type { ResourceRecord } from './resource-record.js';
import { type Serializer, linkageOf } from './serializer.js';

export const jsonapi: JsonApiMember = { version: '1.1' };

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

  #collection({ result, includes, page }: CollectionAnswer, target: string): DataDocument {
    const { count } = result;
    return {
      jsonapi,
      links: this.#described({
        self: this.links.self(target),
        ...this.links.pages(target, page, count),
      }),
      data: result.primary.map((record) => this.serializer.resource(record)),
      ...(includes && { included: this.#included(result.included) }),
      meta: { count },
    };
  }

  #linkage({ relationship, loaded, pages }: LinkageAnswer, target: string): DataDocument {
    const [path] = splitTarget(target);
    return {
      jsonapi,
      links: this.#described({
        self: this.links.self(target),
        related: this.links.self(path.replace(/\/relationships\/([^/]+)$/, '/$1')),
        ...(pages && this.links.pages(target, pages.page, pages.count)),
      }),
      data: linkageOf(relationship, loaded),
      ...(pages && { meta: { count: pages.count } }),
    };
  }

  #included(records: readonly ResourceRecord[]): ResourceObject[] {
    return records.map((record) => this.serializer.resource(record));
  }

  #described(links: Links): Links {
    return { ...links, describedby: `${this.links.publicUrl}/openapi.json` };
  }
}
