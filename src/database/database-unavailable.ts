import { DatabaseError } from 'pg';

/** The database could not be asked: nothing was done, and the same may be asked again soon. */
export class DatabaseUnavailable extends Error {
  constructor(cause: unknown) {
    super('The database could not be asked', { cause });
    this.name = 'DatabaseUnavailable';
  }
}

/**
 * What says nothing about the statement: connections that break (class 08), a server without means (53) or on its way
 * up or down (57P), a statement that was cancelled for taking long (57014), one whose turn clashed with another's (40),
 * and a server that only reads, as the old primary does after a switch (25006).
 * https://www.postgresql.org/docs/18/errcodes-appendix.html
 */
const passing = /^(08|53|57P|57014|40|25006)/;

/** @returns whether an error of pg is no answer of the database to what it was asked */
export function isUnavailability(error: unknown): boolean {
  // Whatever the server itself did not say is about the connection to it.
  return !(error instanceof DatabaseError) || passing.test(error.code ?? '');
}
