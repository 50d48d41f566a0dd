import { invalidDocument, missingMember, unknownMember } from '../errors/document.errors.js';
import type { Fault } from '../errors/fault.js';
import { nearestPointer, pointerTo } from '../errors/pointer.js';
import type {
  AttributeDefinition,
  RelationshipDefinition,
  ResourceDefinition,
} from '../resource/resource-definition.js';
import { type ParsedLinkage, parseLinkage } from './linkage.parser.js';
import type { DocumentOrigin } from './resource-document.js';
import { type Members, isObject } from '../members.js';

/** The fields of a resource object, sorted into those that its type declares and faults for the others. */
export interface SentFields {
  readonly attributes: readonly AttributeDefinition[];
  readonly values: Members;
  readonly relationships: readonly RelationshipDefinition[];
  readonly linkages: Members;
  readonly faults: readonly Fault[];
}

export function fieldsOf(
  data: Members,
  origin: DocumentOrigin,
  definition: ResourceDefinition,
): SentFields {
  const attributes = group('attributes', data, origin, definition.attributes);
  const relationships = group('relationships', data, origin, definition.relationships);
  return {
    attributes: attributes.known,
    values: attributes.members,
    relationships: relationships.known,
    linkages: relationships.members,
    faults: [...attributes.faults, ...relationships.faults],
  };
}

function group<T>(
  name: 'attributes' | 'relationships',
  data: Members,
  origin: DocumentOrigin,
  declared: ReadonlyMap<string, T>,
): { members: Members; known: readonly T[]; faults: readonly Fault[] } {
  const members = name in data ? data[name] : {};
  const path = [...origin.path, name];
  if (!isObject(members))
    return {
      members: {},
      known: [],
      faults: [invalidDocument(pointerTo(path), `"${name}" must be an object.`)],
    };
  const names = Object.keys(members).filter((member) => !isSetAside(member));
  return {
    members,
    known: names.flatMap((member) => declared.get(member) ?? []),
    faults: names
      .filter((member) => !declared.has(member))
      .map((member) => unknownMember(pointerTo([...path, member]), member)),
  };
}

/**
 * @-members and members of extensions are to be ignored.
 * https://jsonapi.org/format/1.1/#document-member-names-at-members
 */
function isSetAside(member: string): boolean {
  return member.startsWith('@') || member.includes(':');
}

/** @returns `{}` where a client sends back only the links of a relationship */
export function readRelationship(
  relationship: RelationshipDefinition,
  value: unknown,
  origin: DocumentOrigin,
): ParsedLinkage | Record<string, never> {
  const path = [...origin.path, 'relationships', relationship.name];
  if (!isObject(value))
    return {
      faults: [invalidDocument(pointerTo(path), 'A relationship must be an object with "data".')],
    };
  if (!('data' in value)) return {};
  const parsed = parseLinkage(value.data, relationship, { ...origin, path: [...path, 'data'] });
  if ('linkage' in parsed && parsed.linkage === null && relationship.required)
    return { faults: [missingMember(pointerTo([...path, 'data']), relationship.name)] };
  return parsed;
}

/** What a create lacks; a relationship without `data` says nothing of what is related. */
export function missingFaults(
  sent: SentFields,
  origin: DocumentOrigin,
  { attributes, relationships }: ResourceDefinition,
): readonly Fault[] {
  const missing = (...path: readonly string[]) =>
    missingMember(nearestPointer(origin.body, [...origin.path, ...path]), path[1] ?? '');
  return [
    ...[...attributes.values()]
      .filter((attribute) => attribute.required && !sent.attributes.includes(attribute))
      .map(({ name }) => missing('attributes', name)),
    ...[...relationships.values()]
      .filter(({ name, required }) => required && isSilent(sent.linkages[name]))
      .map(({ name }) => missing('relationships', name)),
  ];
}

function isSilent(relationship: unknown): boolean {
  if (relationship === undefined) return true;
  return isObject(relationship) && !('data' in relationship);
}
