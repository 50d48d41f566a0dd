import type {
  RelationshipDefinition,
  ResourceDefinition,
} from '../../src/jsonapi/resource/resource-definition.js';
import type { Subject } from './subject.js';

export type Level = 'MUST' | 'MUST NOT' | 'SHOULD' | 'SHOULD NOT' | 'MAY';

/** One sentence of a standard that binds servers. */
export interface Clause {
  readonly level: Level;
  /** A short quotation. */
  readonly quote: string;
  readonly url: string;
}

/** Something a server does by a clause, provable for every resource type. */
export interface Check {
  readonly clauses: readonly Clause[];
  /** A sentence about the server: "answers ...". */
  readonly says: string;
  readonly scope: Scope;
  run(subject: Subject): Promise<void>;
}

/** The resource types that a clause is about. */
export interface Scope {
  /** "every type", "types with ...". */
  readonly name: string;
  applies(definition: ResourceDefinition): boolean;
}

export interface Section {
  readonly title: string;
  readonly checks: readonly Check[];
}

/** @param anchor of the page of JSON:API 1.1 */
export function clause(level: Level, anchor: string, quote: string): Clause {
  return { level, quote, url: `https://jsonapi.org/format/1.1/#${anchor}` };
}

/** Of the cursor pagination profile. */
export function profileClause(level: Level, quote: string): Clause {
  const url = 'https://jsonapi.org/profiles/ethanresnick/cursor-pagination/';
  return { level, quote, url };
}

export function check(
  clauses: Clause | readonly Clause[],
  says: string,
  run: (subject: Subject) => Promise<void>,
): Check {
  return { clauses: [clauses].flat() as readonly Clause[], says, run, scope: everyType };
}

/** For clauses about something that not every type has, such as a to-many relationship. */
export function onlyFor(scope: Scope, one: Check): Check {
  return { ...one, scope };
}

const everyType: Scope = { name: 'every type', applies: () => true };

/** All but those that the server alone writes. */
export const writable: Scope = {
  name: 'every type that clients write',
  applies: ({ attributes, relationships }) =>
    [...attributes.values(), ...relationships.values()].some(({ readonly }) => !readonly),
};

/** A log refers to what may be gone, of whatever type: no relationship can. */
export const referring: Scope = {
  name: 'every type but `privileged-change`, whose ids outlive what they name',
  applies: ({ type }) => type !== 'privileged-change',
};

/** For sections about writing. */
export function ofWritableTypes({ checks, title }: Section): Section {
  const narrowed = checks.map((one) => (one.scope === everyType ? onlyFor(writable, one) : one));
  return { title, checks: narrowed };
}

export const related = typesWith('a relationship', () => true);
export const toMany = typesWith(
  'a to-many relationship',
  ({ cardinality }) => cardinality === 'many',
);
export const creatable = typesWith('a relationship that clients set', ({ readonly }) => !readonly);
export const changeable = typesWith('a relationship that clients change', isChangeable);

export function isChangeable({ readonly, writeOnce }: RelationshipDefinition): boolean {
  return !readonly && !writeOnce;
}

export function typesWith(
  what: string,
  wanted: (relationship: RelationshipDefinition) => boolean,
): Scope {
  return {
    name: `types with ${what}`,
    applies: ({ relationships }) => [...relationships.values()].some(wanted),
  };
}
