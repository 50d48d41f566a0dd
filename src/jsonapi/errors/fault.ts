import type { ErrorSource, Meta } from '../document.js';

/** One thing wrong with a request, in the words that the client will read. */
export interface Fault {
  /** HTTP status of this fault; the response takes the one that fits all its faults. */
  readonly status: number;
  /** Stable, kebab-case; documented in docs/errors.md. */
  readonly code: string;
  /** Short, the same for every occurrence of `code`. */
  readonly title: string;
  /** A sentence for the reader about this occurrence; never a stack, SQL or a path of the server. */
  readonly detail: string;
  readonly source?: ErrorSource;
  readonly meta?: Meta;
  /** Response headers that this fault asks for, such as `Retry-After` or `Allow`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** That as much is done as may be at once: nothing that an operator has to mend. */
  readonly atCapacity?: true;
}

/** So that a small request can't buy a huge answer. */
export const maximumFaults = 100;

/** What is thrown to refuse a request: the faults that were found, together. */
export class JsonApiError extends Error {
  readonly faults: readonly Fault[];

  constructor(faults: Fault | readonly Fault[], options?: { readonly cause?: unknown }) {
    const list = ([faults].flat() as readonly Fault[]).slice(0, maximumFaults);
    super(list.map((fault) => `${fault.code}: ${fault.detail}`).join('; '), options);
    this.name = 'JsonApiError';
    this.faults = list;
  }
}
