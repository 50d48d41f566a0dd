/** By lid: nothing has an id yet. */
export interface EntryName {
  readonly type: string;
  readonly lid: string;
}

export interface SeedDocument {
  readonly title: string;
  readonly pdf: Buffer;
}

/** A resource that the seed makes, much as a client would send it in an atomic request. */
export interface SeedEntry extends EntryName {
  /** Lid of the user who makes it; the admin when absent. */
  readonly by?: string;
  /** By member name; a `Drawing` stands where a client would put a data URI. */
  readonly attributes?: Readonly<Record<string, unknown>>;
  /** By member name: what its links lead to. */
  readonly documents?: Readonly<Record<string, readonly SeedDocument[]>>;
  readonly related?: Readonly<Record<string, EntryName | readonly EntryName[]>>;
}

/** The user whom the seed makes before all entries. */
export const adminLid = 'admin';

export function named(type: string): (lid: string) => EntryName {
  return (lid) => ({ type, lid });
}
