import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/caller.js';
import { ResourcePolicy } from '../auth/resource.policy.js';
import { editableEvent, visibleEvent } from '../events/event.policy.js';
import { type Filter, related } from '../jsonapi/request/filter.js';

/** What hangs on an event: whoever sees the event reads it, whoever edits the event writes it. */
@Injectable()
export class EventPartPolicy extends ResourcePolicy {
  rows(caller: Caller): Filter {
    return related('event', visibleEvent(caller));
  }

  /** `editors`: of the event. */
  override audience(name: string, caller: Caller): Filter {
    return name === 'editors' ? inEditableEvent(caller) : super.audience(name, caller);
  }

  /** Where, is said by `createRow`. */
  override create(caller: Caller): boolean {
    return caller.kind === 'user';
  }

  override createRow(caller: Caller): Filter {
    return inEditableEvent(caller);
  }

  override update(caller: Caller): Filter {
    return inEditableEvent(caller);
  }
}

export function inEditableEvent(caller: Caller): Filter {
  return related('event', editableEvent(caller));
}
