import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/caller.js';
import { ResourcePolicy } from '../auth/resource.policy.js';
import {
  type Filter,
  allOf,
  anyOf,
  compare,
  equals,
  everything,
  nothing,
  related,
} from '../jsonapi/request/filter.js';

/** Everyone reads published public events; those who make an event read and write it before, too. */
@Injectable()
export class EventPolicy extends ResourcePolicy {
  rows(caller: Caller): Filter {
    return visibleEvent(caller);
  }

  /** `owner`: of the event, who alone hands it over. */
  override audience(name: string, caller: Caller): Filter {
    return name === 'owner' ? owned(caller) : super.audience(name, caller);
  }

  override create(caller: Caller): boolean {
    return caller.kind === 'user';
  }

  override update(caller: Caller): Filter {
    return editableEvent(caller);
  }

  override delete(caller: Caller): Filter {
    return owned(caller);
  }

  override restore(caller: Caller): Filter {
    return allOf(deleted, owned(caller));
  }
}

const kept = equals('deletedAt', null);
const deleted = compare('deletedAt', 'ne', null);

/** Events that anybody may know of. */
export const publicEvent = allOf(kept, equals('state', 'published'), equals('privacy', 'public'));

/** What hangs on an event is seen where the event is. */
export function visibleEvent(caller: Caller): Filter {
  return anyOf(publicEvent, editableEvent(caller));
}

/** Events that the caller may edit, with all that hangs on them. */
export function editableEvent(caller: Caller): Filter {
  return allOf(kept, anyOf(owned(caller), helpedAs(['organizer', 'coorganizer'], caller)));
}

/** Events in which the caller says who helps. */
export function managedEvent(caller: Caller): Filter {
  return allOf(kept, anyOf(owned(caller), helpedAs(['organizer'], caller)));
}

/** Events whose owner the caller is. */
export function ownedEvent(caller: Caller): Filter {
  return allOf(kept, owned(caller));
}

function owned(caller: Caller): Filter {
  if (caller.isAdmin) return everything;
  return caller.kind === 'user' ? equals('owner', caller.id) : nothing;
}

function helpedAs(names: readonly string[], caller: Caller): Filter {
  if (caller.isAdmin) return everything;
  if (caller.kind === 'anonymous') return nothing;
  const role = related('role', compare('name', 'in', names));
  return related('roles', allOf(equals('user', caller.id), role));
}
