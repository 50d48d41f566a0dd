import type {
  RelationshipDefinition,
  ResourceDefinition,
} from '../resource/resource-definition.js';
import type { LinkBuilder } from './link-builder.js';
import type { LoadedLinkage, Projection } from './resource-record.js';

/** Stands where a resource's id belongs; neither a URL nor a name can have it. */
const hole = '\u0000';

/**
 * The relationships and links of all resources of one projection, as JSON text. Most of such a document is
 * these URLs, and in them only the id differs: all else is written once.
 */
export class RelationshipTemplate {
  readonly #before: readonly (readonly [RelationshipDefinition, string])[];
  readonly #after: string;

  constructor({ definition, relationships }: Projection, links: LinkBuilder) {
    const self = links.resource(definition, hole);
    this.#before = relationships.map((relationship, index) => {
      const separator = index === 0 ? ',"relationships":{' : ',';
      const both = JSON.stringify(links.relationship(self, relationship));
      return [relationship, `${separator}"${relationship.name}":{"links":${unescaped(both)}`];
    });
    const end = relationships.length === 0 ? '' : '}';
    this.#after = `${end},"links":${unescaped(JSON.stringify({ self }))}`;
  }

  /** @returns the members `relationships` and `links`, each with a comma before it */
  write(id: string, linkage: LoadedLinkage): string {
    let text = '';
    for (const [relationship, before] of this.#before) {
      const loaded = linkage[relationship.name];
      text +=
        loaded === undefined ? `${before}}` : `${before},"data":${dataOf(relationship, loaded)}}`;
    }
    return (text + this.#after).replaceAll(hole, id);
  }
}

/** Ids and types have no character that JSON would escape. */
function dataOf(
  relationship: RelationshipDefinition,
  loaded: string | null | readonly string[],
): string {
  if (loaded === null) return 'null';
  const target = relationship.target();
  if (typeof loaded === 'string') return identifierOf(target, loaded);
  return `[${loaded.map((id) => identifierOf(target, id)).join(',')}]`;
}

function identifierOf({ type }: ResourceDefinition, id: string): string {
  return `{"type":"${type}","id":"${id}"}`;
}

function unescaped(json: string): string {
  return json.replaceAll(String.raw`\u0000`, hole);
}
