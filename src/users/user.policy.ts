import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/caller.js';
import { ResourcePolicy } from '../auth/resource.policy.js';
import {
  type Filter,
  anyOf,
  compare,
  equals,
  everything,
  nothing,
} from '../jsonapi/request/filter.js';

/** Everyone sees the public part of a user and may sign up; a user edits himself. */
@Injectable()
export class UserPolicy extends ResourcePolicy {
  rows(): Filter {
    return equals('deletedAt', null);
  }

  /** `self`: the user and admins. `profile-readers`: everyone, where the user has made his profile public. */
  override audience(name: string, caller: Caller): Filter {
    if (name === 'self') return self(caller);
    if (name === 'profile-readers') return anyOf(self(caller), equals('isProfilePublic', true));
    return super.audience(name, caller);
  }

  override create(): boolean {
    return true;
  }

  override update(caller: Caller): Filter {
    return self(caller);
  }

  /** Who has deleted himself can't log in any more. */
  override restore(caller: Caller): Filter {
    return caller.isAdmin ? compare('deletedAt', 'ne', null) : nothing;
  }
}

function self(caller: Caller): Filter {
  if (caller.isAdmin) return everything;
  return caller.kind === 'user' ? equals('id', caller.id) : nothing;
}
