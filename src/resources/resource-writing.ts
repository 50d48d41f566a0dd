import type { Caller } from '../auth/caller.js';
import type { IdempotentRequest } from '../idempotency/idempotent-request.js';
import type { Reach, ResourceQuery } from '../jsonapi/request/query.js';
import type { Mode } from '../jsonapi/request/resource-document.js';

/** Who writes, and what he wants to be answered. */
export interface Writing {
  readonly caller: Caller;
  readonly query: ResourceQuery;
  /** Row versions on which the client insists; null where it does not. */
  readonly ifMatch?: readonly string[] | null;
}

export interface Creating extends Writing {
  /** Of a request that its client may repeat. */
  readonly idempotent?: IdempotentRequest | null;
}

/** A write that somebody wants to begin. */
export interface Admission {
  readonly caller: Caller;
  readonly mode: Mode;
  /** The resource as the request names it; null for one that the same request makes. */
  readonly name: string | null;
}

/** The row that a write is about. */
export interface Target extends Pick<Writing, 'ifMatch'> {
  /** As the URL names it. */
  readonly name: string;
  readonly reach?: Reach;
}
