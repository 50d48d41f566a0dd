import { Injectable } from '@nestjs/common';
import { DatabaseUnavailable } from './database-unavailable.js';
import { Replicas } from './replicas.js';
import { ResourceReader } from './resource.reader.js';
import type { DatabaseRole } from './traced-queries.js';

/** What a reader is wanted for. */
export type Read<T> = (reader: ResourceReader) => Promise<T>;

/** Where rows are read for those who only read. */
export abstract class Reads {
  /** @param freshness `own-writes` for somebody who may have written what he is about to read */
  abstract run<T>(freshness: 'own-writes' | 'recent', read: Read<T>): Promise<T>;
}

/** On a replica where that is good enough, and on the primary where none is there or lags little enough. */
@Injectable()
export class ReplicatedReads extends Reads {
  readonly #counts = { primary: 0, replica: 0 };

  constructor(
    private readonly reader: ResourceReader,
    private readonly replicas: Replicas,
  ) {
    super();
  }

  /** How many have been begun on each; one that a replica fails is begun again on the primary. */
  get counts(): Readonly<Record<DatabaseRole, number>> {
    return this.#counts;
  }

  override async run<T>(freshness: 'own-writes' | 'recent', read: Read<T>): Promise<T> {
    const replica = freshness === 'recent' ? this.replicas.next() : null;
    if (replica === null) return this.#onPrimary(read);
    try {
      this.#counts.replica += 1;
      return await read(this.reader.on(replica));
    } catch (error) {
      if (!(error instanceof DatabaseUnavailable)) throw error;
      replica.distrust();
      return this.#onPrimary(read);
    }
  }

  #onPrimary<T>(read: Read<T>): Promise<T> {
    this.#counts.primary += 1;
    return read(this.reader);
  }
}

/** What a transaction has written is to be seen on its connection alone. */
export class ReadsWithin extends Reads {
  constructor(private readonly reader: ResourceReader) {
    super();
  }

  override run<T>(_freshness: 'own-writes' | 'recent', read: Read<T>): Promise<T> {
    return read(this.reader);
  }
}
