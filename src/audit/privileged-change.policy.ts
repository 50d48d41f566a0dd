import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/caller.js';
import { ResourcePolicy } from '../auth/resource.policy.js';
import { type Filter, everything, nothing } from '../jsonapi/request/filter.js';

/** Admins read them; nobody writes them. */
@Injectable()
export class PrivilegedChangePolicy extends ResourcePolicy {
  rows(caller: Caller): Filter {
    return caller.isAdmin ? everything : nothing;
  }

  override create(): boolean {
    return false;
  }

  override update(): Filter {
    return nothing;
  }
}
