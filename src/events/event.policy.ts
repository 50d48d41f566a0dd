import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/caller.js';
import { ResourcePolicy } from '../auth/resource.policy.js';
import {
  type Filter,
  allOf,
  anyOf,
  equals,
  everything,
  nothing,
} from '../jsonapi/request/filter.js';

/** Everyone reads published public events; their owner and admins read and write the others too. */
@Injectable()
export class EventPolicy extends ResourcePolicy {
  rows(caller: Caller): Filter {
    return allOf(equals('deletedAt', null), anyOf(published, mine(caller)));
  }

  override create(caller: Caller): boolean {
    return caller.kind === 'user';
  }

  override update(caller: Caller): Filter {
    return mine(caller);
  }
}

const published = allOf(equals('state', 'published'), equals('privacy', 'public'));

function mine(caller: Caller): Filter {
  if (caller.isAdmin) return everything;
  return caller.kind === 'user' ? equals('owner', caller.id) : nothing;
}
