import { definitionOf } from '../../jsonapi/resource/define-resource.js';
import type {
  AttributeDefinition,
  RelationshipDefinition,
  ResourceDefinition,
} from '../../jsonapi/resource/resource-definition.js';
import type { ResourceRegistry } from '../../jsonapi/resource/resource-registry.js';
import { partsOf } from '../../resources/parts.js';
import { Event } from '../event.entity.js';

/** What of one type travels with an event. */
export interface Travelling {
  readonly definition: ResourceDefinition;
  /** By which it hangs on the event; null for the event. */
  readonly hangsBy: RelationshipDefinition | null;
  readonly attributes: readonly AttributeDefinition[];
  /** Lead to what travels, too. */
  readonly links: readonly RelationshipDefinition[];
  /** Lead to what each server has of its own, and calls by the same slugs. */
  readonly chosen: readonly RelationshipDefinition[];
}

/** What people have said of an event stays with it, and so does who helps with it: people do not travel. */
const staying = new Set(['feedback', 'users-events-roles']);

/** An event arrives as a draft. */
const decidedThere = new Set(['state', 'schedule-published-on']);

const event = definitionOf(Event);

/** The event first, then each type after those that it refers to. */
export function travellers(registry: ResourceRegistry): readonly Travelling[] {
  const parts = partsOf(event, registry).filter(({ definition }) => !staying.has(definition.type));
  const types = new Set([event, ...parts.map(({ definition }) => definition)]);
  const whole = travelling(event, null, types);
  return inOrder([
    whole,
    ...parts.map(({ definition, relationship }) => travelling(definition, relationship, types)),
  ]);
}

function travelling(
  definition: ResourceDefinition,
  hangsBy: RelationshipDefinition | null,
  types: ReadonlySet<ResourceDefinition>,
): Travelling {
  const relationships = [...definition.relationships.values()].filter(
    (one) => !one.readonly && one !== hangsBy,
  );
  return {
    definition,
    hangsBy,
    attributes: [...definition.attributes.values()].filter((one) => travels(one, hangsBy === null)),
    links: relationships.filter(({ target }) => types.has(target())),
    chosen: relationships.filter(({ target }) => target().attributes.has('slug')),
  };
}

/** What a client may send, everyone may read, and nobody else than those who make the event decides. */
function travels(attribute: AttributeDefinition, ofEvent: boolean): boolean {
  const { derived, name, readonly, visibleTo, writableBy, writeOnly } = attribute;
  const taken = !readonly && !derived && (writableBy === null || writableBy === 'editors');
  return taken && !writeOnly && visibleTo === null && !(ofEvent && decidedThere.has(name));
}

function inOrder(all: readonly Travelling[]): readonly Travelling[] {
  const ordered: Travelling[] = [];
  const visit = (one: Travelling): void => {
    if (ordered.includes(one)) return;
    for (const { target } of one.links)
      for (const other of all) if (other !== one && other.definition === target()) visit(other);
    ordered.push(one);
  };
  for (const one of all) visit(one);
  return ordered;
}
