import type { Cursor } from '../request/cursor.js';
import type {
  AttributeDefinition,
  MetaDefinition,
  RelationshipDefinition,
  ResourceDefinition,
} from '../resource/resource-definition.js';
import type { RenderedValues } from './rendered-values.js';

/** Which fields of a type are read and answered; one object for all records of a request. */
export interface Projection {
  readonly definition: ResourceDefinition;
  readonly attributes: readonly AttributeDefinition[];
  readonly relationships: readonly RelationshipDefinition[];
  readonly meta: readonly MetaDefinition[];
}

/** By property path; a property that the caller may not read is not in it. */
export type Values = Readonly<Record<string, unknown>>;

/** By relationship name: ids of related resources; a relationship that was not loaded is not in it. */
export type LoadedLinkage = Readonly<Record<string, string | null | readonly string[]>>;

/** One resource as it was read: no entity, only the values that the projection asks for. */
export interface ResourceRecord {
  readonly projection: Projection;
  readonly id: string;
  /** Of the row; changes with each write. Only where a single resource was asked for. */
  readonly version?: string;
  readonly values: Values | RenderedValues;
  readonly linkage: LoadedLinkage;
}

/** Places around the rows of a page that goes by cursor. */
export interface PageCursors {
  /** One for each primary record. */
  readonly cursors: readonly Cursor[];
  readonly hasPrevious: boolean;
  readonly hasNext: boolean;
}

/** What a read request found. */
export interface ReadResult {
  readonly primary: ResourceRecord | readonly ResourceRecord[] | null;
  readonly included: readonly ResourceRecord[];
  /** All that match, on every page; for collections. */
  readonly count?: number;
  /** For collections whose pages go by cursor. */
  readonly cursors?: PageCursors;
}
