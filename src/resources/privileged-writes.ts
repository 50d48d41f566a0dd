import { isDeepStrictEqual } from 'node:util';
import { type Deed, authorOf, recordDeeds } from '../auth/audit/privileged-changes.js';
import type { ChangedMember } from '../auth/audit/changed-members.codec.js';
import type { CopiedRows } from '../database/row.copier.js';
import type { RowValues } from '../database/resource.writer.js';
import type { LinkageDocument } from '../jsonapi/request/linkage.pipe.js';
import type { ResourceDocument } from '../jsonapi/request/resource-document.js';
import type {
  AttributeDefinition,
  RelationshipDefinition,
  ResourceDefinition,
} from '../jsonapi/resource/resource-definition.js';
import { keyOf } from './resource-values.js';
import type { JudgedCreate, WritableRow } from './resource-access.js';
import type { WriteUnit } from './write-unit.js';

/** A row that a unit writes, as it was before. */
export interface WrittenRow extends Pick<WritableRow, 'id' | 'deleted' | 'byPrivilege'> {
  readonly definition: ResourceDefinition;
  readonly current: object;
}

/** A row that a unit has made. */
export interface MadeRow extends Pick<JudgedCreate, 'byPrivilege'> {
  readonly document: ResourceDocument;
  readonly id: string;
}

type Field = AttributeDefinition | RelationshipDefinition;

/**
 * What every write of a resource leaves in the log of privileged changes. What a declaration calls privileged is
 * recorded whoever changes it, everything else where only an admin may; it costs those nothing who write what is theirs.
 */
export async function recordCreate(
  { caller, transaction }: WriteUnit,
  { byPrivilege, document, id }: MadeRow,
): Promise<void> {
  const { privileged, type } = document.definition;
  const all = membersOf(document, {});
  const members = privileged || byPrivilege ? all : all.filter(({ to }) => to === true);
  if (!privileged && !byPrivilege && members.length === 0) return;
  const deed = { action: 'create', resourceType: type, resourceId: id, members } as const;
  await recordDeeds(transaction, authorOf(caller), [deed]);
}

/** @param row locked, and not written yet or just so: its values are those from before */
export async function recordUpdate(
  { caller, transaction }: WriteUnit,
  row: WrittenRow,
  document: ResourceDocument,
): Promise<void> {
  const members = membersOf(document, row.current as RowValues);
  const changesPrivilege = members.some((member) => 'to' in member);
  const isPrivileged = row.definition.privileged || row.byPrivilege || changesPrivilege;
  if (!isPrivileged || members.length === 0) return;
  const action = row.deleted ? 'restore' : 'update';
  await recordDeeds(transaction, authorOf(caller), [{ ...deedTo(row), action, members }]);
}

export async function recordDelete(
  { caller, transaction }: WriteUnit,
  row: WrittenRow,
): Promise<void> {
  const { current, definition } = row;
  if (!definition.privileged && !row.byPrivilege) return;
  const action = row.deleted ? 'erase' : 'delete';
  const gone = [...definition.relationships.values()]
    .filter(({ privileged }) => privileged)
    .map((one) => ({
      name: one.name,
      from: keyOf((current as RowValues)[one.property]),
      to: null,
    }));
  const members = definition.privileged ? gone : [];
  await recordDeeds(transaction, authorOf(caller), [{ ...deedTo(row), action, members }]);
}

export async function recordLinkage(
  { caller, transaction }: WriteUnit,
  row: WrittenRow,
  { linkage, relationship }: LinkageDocument,
): Promise<void> {
  const { current, definition } = row;
  const member = changedMember(relationship, linkage, current as RowValues);
  if (member === null || !(definition.privileged || row.byPrivilege || relationship.privileged))
    return;
  await recordDeeds(transaction, authorOf(caller), [
    { ...deedTo(row), action: 'update', members: [member] },
  ]);
}

/** Roles that are given with an event that is copied. */
export async function recordCopies(
  { caller, transaction }: WriteUnit,
  copies: readonly CopiedRows[],
): Promise<void> {
  const deeds = copies
    .filter(({ definition }) => definition.privileged)
    .flatMap(({ definition: { type }, to }) =>
      to.map((id): Deed => ({ action: 'create', resourceType: type, resourceId: id })),
    );
  await recordDeeds(transaction, authorOf(caller), deeds);
}

function deedTo({ definition, id }: WrittenRow): Pick<Deed, 'resourceType' | 'resourceId'> {
  return { resourceType: definition.type, resourceId: id };
}

/** Those that a document sets to something else than what stands there. */
function membersOf(document: ResourceDocument, current: RowValues): readonly ChangedMember[] {
  return [...document.attributes, ...document.relationships]
    .map(([field, value]) => changedMember(field, value, current))
    .filter((member) => member !== null);
}

function changedMember(field: Field, value: unknown, current: RowValues): ChangedMember | null {
  const { name, privileged, property } = field;
  const present = valueAt(current, property);
  if ('codec' in field) {
    if (isDeepStrictEqual(value, present)) return null;
    return privileged ? { name, from: present === true, to: value === true } : { name };
  }
  if (field.cardinality === 'many') return { name };
  const [from, to] = [keyOf(present), keyOf(value)];
  if (from === to) return null;
  return privileged ? { name, from, to } : { name };
}

/** @param property a dotted path for a part of an embedded value */
function valueAt(row: RowValues, property: string): unknown {
  return property
    .split('.')
    .reduce<unknown>((inside, name) => (inside as RowValues | null | undefined)?.[name], row);
}
