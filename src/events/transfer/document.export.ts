import { Injectable } from '@nestjs/common';
import type { Caller } from '../../auth/caller.js';
import { ResourceReader, byId } from '../../database/resource.reader.js';
import type { Transaction } from '../../database/transactions.js';
import type { Visibility } from '../../database/visibility.js';
import { equals } from '../../jsonapi/request/filter.js';
import { collectionParameters } from '../../jsonapi/request/parameter-family.js';
import { QueryParser } from '../../jsonapi/request/query.parser.js';
import type { CursorPage, ResourceQuery } from '../../jsonapi/request/query.js';
import { definitionOf } from '../../jsonapi/resource/define-resource.js';
import type { ResourceRecord, Values } from '../../jsonapi/response/resource-record.js';
import { ResourceAccess } from '../../resources/resource-access.js';
import { Event } from '../event.entity.js';
import type { ArchiveNames } from './archive-names.js';
import { exportedResource } from './exported-resource.js';
import type { Travelling } from './travelling.js';

/** Few, for a session may have many speakers and long texts, and all of a page are in memory at once. */
const resourcesOfPage = 20;

/** An event, as somebody who edits it sees it in one transaction. */
export interface ExportedEvent {
  readonly id: string;
  readonly reader: ResourceReader;
  readonly visibility: Visibility;
}

/** Reads what travels with an event, a page at a time. */
@Injectable()
export class DocumentExport {
  constructor(
    private readonly access: ResourceAccess,
    private readonly reader: ResourceReader,
    private readonly parser: QueryParser,
  ) {}

  /** @throws JsonApiError 401, 403, 404 */
  async begin(transaction: Transaction, name: string, caller: Caller): Promise<ExportedEvent> {
    const write = { action: 'update', caller } as const;
    const access = this.access.in(transaction);
    const { id } = await access.requireWrite(definitionOf(Event), name, write);
    const reader = this.reader.in(transaction);
    return { id, reader, visibility: access.visibilityFor(caller) };
  }

  async *resources(
    { id, reader, visibility }: ExportedEvent,
    one: Travelling,
    names: ArchiveNames,
  ): AsyncGenerator<object> {
    const { definition, hangsBy } = one;
    const filter = hangsBy === null ? byId(id) : equals(hangsBy.property, id);
    const first = this.#query(one);
    for (let after: CursorPage['after'] | undefined = null; after !== undefined;) {
      const query = { ...first, page: { ...first.page, after } };
      const page = await reader.page({ definition, query, visibility, filter });
      const slugs = slugsIn(page.included);
      const slugOf = (type: string, other: string) => slugs.get(`${type} ${other}`);
      for (const record of page.primary) yield exportedResource(record, one, { names, slugOf });
      after = page.cursors?.hasNext === true ? page.cursors.cursors.at(-1) : undefined;
    }
  }

  /** Of what is related, only who it is. */
  #query({ chosen, definition, links }: Travelling): ResourceQuery & { readonly page: CursorPage } {
    const related = [...links, ...chosen];
    const search = new URLSearchParams({
      'page[size]': String(resourcesOfPage),
      'page[after]': '',
      ...(related.length > 0 && { include: related.map(({ name }) => name).join(',') }),
      ...Object.fromEntries(links.map(({ target }) => [`fields[${target().type}]`, ''])),
      ...Object.fromEntries(chosen.map(({ target }) => [`fields[${target().type}]`, 'slug'])),
    });
    const query = this.parser.parse(search.toString(), definition, {
      families: collectionParameters,
    });
    const { page } = query;
    if (page.kind !== 'cursor') throw new Error('What travels is read by cursor');
    return { ...query, page };
  }
}

function slugsIn(included: readonly ResourceRecord[]): ReadonlyMap<string, string> {
  return new Map(
    included.flatMap(({ id, projection, values }) => {
      const { slug } = values as Values;
      const key = `${projection.definition.type} ${id}`;
      return typeof slug === 'string' ? [[key, slug] as const] : [];
    }),
  );
}
