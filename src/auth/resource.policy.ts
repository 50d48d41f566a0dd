import { type Filter, everything, nothing } from '../jsonapi/request/filter.js';
import type { Caller } from './caller.js';

/**
 * Who may do what with one resource. Everything about rows is a condition that becomes part of the SQL, so
 * that lists, counts, includes, filters and sorts all see the same rows.
 */
export abstract class ResourcePolicy {
  /** Rows the caller may know of; all others do not exist for him. */
  abstract rows(caller: Caller): Filter;

  /** Rows of which the caller belongs to the audience of a guarded attribute. */
  audience(_name: string, caller: Caller): Filter {
    return caller.isAdmin ? everything : nothing;
  }

  /** Whether the caller may make one at all; rules about its content are the service's. */
  create(caller: Caller): boolean {
    return caller.isAdmin;
  }

  /**
   * Rows that the caller may make: judged on the row as the document would make it, before anything is stored.
   * Columns that the document does not set are null there.
   */
  createRow(_caller: Caller): Filter {
    return everything;
  }

  update(caller: Caller): Filter {
    return caller.isAdmin ? everything : nothing;
  }

  delete(caller: Caller): Filter {
    return this.update(caller);
  }

  /** Deleted rows that the caller may see when he asks for them, and restore. */
  restore(_caller: Caller): Filter {
    return nothing;
  }

  /** Deleted rows that the caller may erase, with all that hangs on them. */
  erase(caller: Caller): Filter {
    return caller.isAdmin ? everything : nothing;
  }
}

/** What everyone may read and only admins write, such as a list of topics. */
export class CataloguePolicy extends ResourcePolicy {
  rows(): Filter {
    return everything;
  }
}
