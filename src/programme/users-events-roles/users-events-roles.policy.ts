import { Injectable } from '@nestjs/common';
import type { Caller } from '../../auth/caller.js';
import { managedEvent } from '../../events/event.policy.js';
import {
  type Filter,
  allOf,
  anyOf,
  equals,
  nothing,
  related,
} from '../../jsonapi/request/filter.js';
import { EventPartPolicy, inEditableEvent } from '../event-part.policy.js';

/** Those who make an event see who helps; owner and organizers say who does. Everyone may give up his own. */
@Injectable()
export class UsersEventsRolesPolicy extends EventPartPolicy {
  override rows(caller: Caller): Filter {
    const own = allOf(held(caller), related('event', equals('deletedAt', null)));
    return anyOf(inEditableEvent(caller), own);
  }

  override createRow(caller: Caller): Filter {
    return related('event', managedEvent(caller));
  }

  override update(caller: Caller): Filter {
    return related('event', managedEvent(caller));
  }

  override delete(caller: Caller): Filter {
    return anyOf(this.update(caller), held(caller));
  }
}

function held(caller: Caller): Filter {
  return caller.kind === 'user' ? equals('user', caller.id) : nothing;
}
