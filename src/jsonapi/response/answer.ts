import type { Page } from '../request/query.js';
import type { RelationshipDefinition } from '../resource/resource-definition.js';
import type { ReadResult, ResourceRecord } from './resource-record.js';

/** What a handler answers with; the interceptor makes the document of it. */
export type Answer = ResourceAnswer | CollectionAnswer | LinkageAnswer | NoContentAnswer;

export interface ResourceAnswer {
  readonly kind: 'resource';
  readonly status: 200 | 201;
  readonly result: ReadResult & { readonly primary: ResourceRecord | null };
  /** Whether `included` belongs in the document even when it is empty. */
  readonly includes: boolean;
}

export interface CollectionAnswer {
  readonly kind: 'collection';
  readonly result: ReadResult & {
    readonly primary: readonly ResourceRecord[];
    readonly count: number;
  };
  readonly includes: boolean;
  readonly page: Page;
}

/** Of a relationship route. https://jsonapi.org/format/1.1/#fetching-relationships */
export interface LinkageAnswer {
  readonly kind: 'linkage';
  readonly relationship: RelationshipDefinition;
  readonly loaded: string | null | readonly string[];
  /** Of to-many relationships. */
  readonly pages?: { readonly page: Page; readonly count: number };
}

export interface NoContentAnswer {
  readonly kind: 'no-content';
}

export const noContent: Answer = { kind: 'no-content' };
