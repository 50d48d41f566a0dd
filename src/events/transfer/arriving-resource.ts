import { invalidDocument } from '../../jsonapi/errors/document.errors.js';
import { type Fault, JsonApiError } from '../../jsonapi/errors/fault.js';
import { type Path, nearestPointer, pointerTo } from '../../jsonapi/errors/pointer.js';
import type { LocalIds } from '../../jsonapi/atomic/operation.js';
import { parseResourceObject } from '../../jsonapi/request/document.parser.js';
import type { ResourceDocument } from '../../jsonapi/request/resource-document.js';
import type { RelationshipDefinition } from '../../jsonapi/resource/resource-definition.js';
import { type Filter, equals, everything } from '../../jsonapi/request/filter.js';
import { FileCodec } from '../../media/attributes/file.codec.js';
import type { ArchivedResource } from './archived-documents.js';
import type { ArchivedFiles } from './archived-files.js';
import { holderOf, idPaths, namedBySlug } from './archived-linkage.js';
import { type Members, isObject } from '../../jsonapi/members.js';

/** What a resource object of an archive may name. */
export interface Surroundings {
  readonly lids: LocalIds;
  /** Of the event. */
  readonly eventLid: string;
  readonly files: ArchivedFiles;
  /** The id of what this server calls by the slug, of those that match the filter; null where it has none. */
  readonly idOf: (
    relationship: RelationshipDefinition,
    slug: string,
    filter: Filter,
  ) => Promise<string | null>;
}

/**
 * A resource object of an archive on its way to the document that a POST of it would be: held to the same rules, but
 * that it names nothing by id, and says nothing of what does not travel.
 */
export class ArrivingResource {
  readonly #faults: Fault[] = [];

  constructor(
    private readonly resource: ArchivedResource,
    private readonly around: Surroundings,
  ) {}

  /** @throws JsonApiError with all its faults, as they point into its document */
  async document(): Promise<ResourceDocument> {
    const { body, data, index, travelling } = this.resource;
    const origin = { body, path: ['data', index], lids: this.around.lids };
    const expected = { definition: travelling.definition, mode: 'create' } as const;
    const sent = isObject(data) ? await this.#sent(data) : data;
    try {
      const document = parseResourceObject(origin, sent, expected);
      if (this.#faults.length === 0) return document;
    } catch (error) {
      this.#keep(error);
    }
    throw new JsonApiError(this.#faults);
  }

  async #sent(data: Members): Promise<Members> {
    const { attributes, relationships = {} } = data;
    return {
      ...data,
      attributes: isObject(attributes) ? await this.#attributes(attributes) : attributes,
      relationships: isObject(relationships)
        ? await this.#relationships(relationships)
        : relationships,
    };
  }

  /** What a client may send and does not travel is ignored, as what is the server's is; strangers are refused. */
  async #attributes(attributes: Members): Promise<Members> {
    const { attributes: travel, definition } = this.resource.travelling;
    const taken: [string, unknown][] = [];
    for (const [name, value] of Object.entries(attributes)) {
      const attribute = definition.attributes.get(name);
      if (attribute !== undefined && !travel.includes(attribute)) continue;
      const codec = attribute?.codec;
      const held = codec instanceof FileCodec ? await this.#unpacked(codec, name, value) : value;
      taken.push([name, held]);
    }
    return Object.fromEntries(taken);
  }

  /** Files in the places of their names. */
  async #unpacked(codec: FileCodec, name: string, value: unknown): Promise<unknown> {
    if (!Array.isArray(value)) return codec.isPlace([]) ? this.#file(codec, [name], value) : value;
    const list: unknown[] = [];
    for (const [index, one] of value.entries())
      list.push(
        isObject(one) && codec.isPlace([index, 'link'])
          ? { ...one, link: await this.#file(codec, [name, index, 'link'], one['link']) }
          : one,
      );
    return list;
  }

  /** @returns null for a file that is refused */
  async #file({ kind }: FileCodec, at: Path, held: unknown): Promise<unknown> {
    const pointer = pointerTo(['data', this.resource.index, 'attributes', ...at]);
    try {
      return await this.around.files.take(held, { kind, pointer });
    } catch (error) {
      this.#keep(error);
      return null;
    }
  }

  async #relationships(relationships: Members): Promise<Members> {
    const { chosen, definition, hangsBy, links } = this.resource.travelling;
    const taken: [string, unknown][] = [];
    for (const [name, value] of Object.entries(relationships)) {
      const relationship = definition.relationships.get(name);
      if (relationship === undefined || links.includes(relationship)) taken.push([name, value]);
      if (relationship !== undefined && links.includes(relationship))
        for (const at of idPaths(value)) this.#refuse([name, ...at], lidOnly);
      if (relationship !== undefined && chosen.includes(relationship))
        taken.push([name, { data: await this.#chosen(relationship, relationships) }]);
    }
    if (hangsBy !== null) {
      const data = { type: hangsBy.target().type, lid: this.around.eventLid };
      taken.push([hangsBy.name, { data }]);
    }
    // Not by assignments: a member that is called `__proto__` would be none.
    return Object.fromEntries(taken);
  }

  /** What this server does not have is left open. */
  async #chosen(relationship: RelationshipDefinition, relationships: Members) {
    const slug = namedBySlug(relationship, relationships[relationship.name]);
    if (slug === undefined) this.#refuse([relationship.name, 'data'], slugOnly);
    const id = await this.#idOf(relationship, relationships);
    return id === null ? null : { type: relationship.target().type, id };
  }

  /** The slug of a sub-topic is its own in its topic only: it is looked for in the one that is named beside it. */
  async #idOf(
    relationship: RelationshipDefinition,
    relationships: Members,
  ): Promise<string | null> {
    const slug = namedBySlug(relationship, relationships[relationship.name]);
    if (typeof slug !== 'string') return null;
    const holder = holderOf(relationship, this.resource.travelling.chosen);
    if (holder === null || !(holder.chosen.name in relationships))
      return this.around.idOf(relationship, slug, everything);
    const id = await this.#idOf(holder.chosen, relationships);
    return id === null ? null : this.around.idOf(relationship, slug, equals(holder.by, id));
  }

  #refuse(at: Path, detail: string): void {
    const { body, index } = this.resource;
    const pointer = nearestPointer(body, ['data', index, 'relationships', ...at]);
    this.#faults.push(invalidDocument(pointer, detail));
  }

  #keep(error: unknown): void {
    if (!(error instanceof JsonApiError)) throw error;
    this.#faults.push(...error.faults);
  }
}

/** An id would lead to whatever this server has under it. */
const lidOnly = 'What is in an archive is named by its "lid".';
const slugOnly = 'What each server has of its own is named by its type and, as "lid", its slug.';
