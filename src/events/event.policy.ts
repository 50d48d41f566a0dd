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
    return visibleEvent(caller);
  }

  override create(caller: Caller): boolean {
    return caller.kind === 'user';
  }

  override update(caller: Caller): Filter {
    return editableEvent(caller);
  }
}

/** Events that anybody may know of. */
export const publicEvent = allOf(
  equals('deletedAt', null),
  equals('state', 'published'),
  equals('privacy', 'public'),
);

/** What hangs on an event is seen where the event is. */
export function visibleEvent(caller: Caller): Filter {
  return anyOf(publicEvent, editableEvent(caller));
}

/** Events that the caller may edit, with all that hangs on them. */
export function editableEvent(caller: Caller): Filter {
  return allOf(equals('deletedAt', null), mine(caller));
}

function mine(caller: Caller): Filter {
  if (caller.isAdmin) return everything;
  return caller.kind === 'user' ? equals('owner', caller.id) : nothing;
}
