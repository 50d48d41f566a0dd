import type { EncodedBody } from './encoded-body.js';
import type { StreamedBody } from './streamed-body.js';
import type { Page } from '../request/query.js';
import type { RelationshipDefinition } from '../resource/resource-definition.js';
import type { PageCursors, ReadResult, ResourceRecord } from './resource-record.js';

/** What a handler answers with; the interceptor makes the document of it. */
export type Answer =
  ResourceAnswer | CollectionAnswer | LinkageAnswer | NoContentAnswer | FramedAnswer;

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
  /** The related resources themselves, where the client includes them. */
  readonly included: readonly ResourceRecord[];
  readonly includes: boolean;
  /** Of to-many relationships. */
  readonly pages?: PagesOfCollection;
}

export interface PagesOfCollection {
  readonly page: Page;
  readonly count: number;
  readonly cursors?: PageCursors;
}

export interface NoContentAnswer {
  readonly kind: 'no-content';
}

/** Ready for the wire: the answer to a request that was carried out before, or one of a form of its own. */
export interface FramedAnswer {
  readonly kind: 'framed';
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: EncodedBody | null;
}

/** Something else than a document, sent piece by piece; no request that is repeated is answered with it again. */
export interface StreamedAnswer {
  readonly kind: 'streamed';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: StreamedBody;
}

export const noContent: Answer = { kind: 'no-content' };
