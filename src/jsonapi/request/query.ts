import type {
  AttributeDefinition,
  RelationshipDefinition,
} from '../resource/resource-definition.js';
import type { Cursor } from './cursor.js';
import type { Filter } from './filter.js';

/** Relationship name → what to include below it. */
export type IncludeTree = ReadonlyMap<string, IncludeNode>;

export interface IncludeNode {
  readonly relationship: RelationshipDefinition;
  readonly children: IncludeTree;
}

/** Type → names of the fields that are wanted; a type that is not named is answered whole. */
export type Fieldsets = ReadonlyMap<string, ReadonlySet<string>>;

export interface SortKey {
  /** To-one relationships on the way to the attribute. */
  readonly path: readonly RelationshipDefinition[];
  readonly attribute: AttributeDefinition;
  readonly descending: boolean;
}

export type Page = NumberedPage | CursorPage;

export interface NumberedPage {
  readonly kind: 'number';
  /** From 1. */
  readonly number: number;
  readonly size: number;
}

/** Rows between two places; null is the beginning, or the end, of the collection. */
export interface CursorPage {
  readonly kind: 'cursor';
  readonly size: number;
  readonly after: Cursor | null;
  readonly before: Cursor | null;
}

/** Which rows a request reaches: `trashed` adds those that are deleted and that the caller may restore. */
export type Reach = 'kept' | 'trashed';

/** What a query string asks for, checked against the declaration of the resource. */
export interface ResourceQuery {
  readonly include: IncludeTree;
  /** Whether the client asked for includes at all: an empty list still asks for `included`. */
  readonly includes: boolean;
  /** On relationship routes: whether the related resources themselves are included. */
  readonly includesRelated: boolean;
  readonly fields: Fieldsets;
  readonly filter: Filter;
  readonly sort: readonly SortKey[];
  readonly page: Page;
  readonly reach: Reach;
}

export const defaultPageSize = 20;
export const maximumPageSize = 100;
