import { Injectable } from '@nestjs/common';
import type { Caller } from '../../auth/caller.js';
import type { ResourceReader } from '../../database/resource.reader.js';
import { notFound } from '../../jsonapi/errors/data.errors.js';
import { JsonApiError } from '../../jsonapi/errors/fault.js';
import { QueryParser } from '../../jsonapi/request/query.parser.js';
import { collectionParameters } from '../../jsonapi/request/parameter-family.js';
import type { CursorPage, ResourceQuery } from '../../jsonapi/request/query.js';
import { definitionOf } from '../../jsonapi/resource/define-resource.js';
import type { RelationshipDefinition } from '../../jsonapi/resource/resource-definition.js';
import type { ResourceRecord, Values } from '../../jsonapi/response/resource-record.js';
import { ResourceAccess, selectorOf } from '../../resources/resource-access.js';
import { Event } from '../event.entity.js';
import type { ScheduledSession } from './session-component.js';

const definition = definitionOf(Event);

/** Few, for a session may have many speakers, and all of a page are in memory at once. */
const sessionsOfPage = 20;

const asked = [
  'sort=starts-at&filter[starts-at][ne]=null&include=microlocation,session-type,speakers,track',
  'fields[session]=title,subtitle,short-abstract,long-abstract,starts-at,ends-at,state,signup-url,created-at,last-modified-at',
  'fields[microlocation]=name,room,latitude,longitude&fields[session-type]=length',
  `fields[speaker]=name&fields[track]=name&page[size]=${sessionsOfPage}&page[after]=`,
].join('&');

/** Reads an event and its scheduled sessions as lists show them to the caller, in the order of their beginning. */
@Injectable()
export class ScheduleReader {
  constructor(
    private readonly access: ResourceAccess,
    private readonly parser: QueryParser,
  ) {}

  /** @throws JsonApiError 404 */
  async event(reader: ResourceReader, name: string, caller: Caller): Promise<ResourceRecord> {
    const { primary } = await reader.one({
      definition,
      query: this.parser.parse('', definition, { families: [] }),
      visibility: this.access.visibilityFor(caller),
      filter: selectorOf(definition, name),
    });
    if (primary === null) throw new JsonApiError(notFound(`event "${name}"`));
    return primary;
  }

  /** A page in memory at a time. */
  async *sessions(
    reader: ResourceReader,
    event: string,
    caller: Caller,
  ): AsyncGenerator<ScheduledSession> {
    const relationship = definition.relationships.get('sessions') as RelationshipDefinition;
    const visibility = this.access.visibilityFor(caller);
    const of = { definition, id: event, relationship };
    const first = this.#query(relationship);
    for (let after: CursorPage['after'] | undefined = null; after !== undefined;) {
      const query = { ...first, page: { ...first.page, after } };
      const page = await reader.page({ definition: relationship.target(), query, visibility, of });
      const included = new Map(page.included.map((one) => [nameOf(one), one.values as Values]));
      const related = (type: string, id: string) => included.get(`${type} ${id}`);
      for (const record of page.primary) yield { record, related };
      after = page.cursors?.hasNext === true ? page.cursors.cursors.at(-1) : undefined;
    }
  }

  #query(relationship: RelationshipDefinition): ResourceQuery & { readonly page: CursorPage } {
    const query = this.parser.parse(asked, relationship.target(), {
      families: collectionParameters,
    });
    const { page } = query;
    if (page.kind !== 'cursor') throw new Error('The schedule is read by cursor');
    return { ...query, page };
  }
}

function nameOf({ id, projection }: ResourceRecord): string {
  return `${projection.definition.type} ${id}`;
}
