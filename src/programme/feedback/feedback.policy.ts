import { Injectable } from '@nestjs/common';
import type { Caller } from '../../auth/caller.js';
import { visibleEvent } from '../../events/event.policy.js';
import {
  type Filter,
  allOf,
  anyOf,
  equals,
  everything,
  nothing,
  related,
} from '../../jsonapi/request/filter.js';
import { EventPartPolicy, inEditableEvent } from '../event-part.policy.js';
import { visibleSession } from '../session/session.policy.js';

/** Whoever sees what it is about reads it; its author edits it, and the event's editors may delete it. */
@Injectable()
export class FeedbackPolicy extends EventPartPolicy {
  override rows(caller: Caller): Filter {
    const session = anyOf(equals('session', null), related('session', visibleSession(caller)));
    return allOf(related('event', visibleEvent(caller)), session);
  }

  /** A document leads only to what its author sees. */
  override createRow(): Filter {
    return everything;
  }

  override update(caller: Caller): Filter {
    if (caller.isAdmin) return everything;
    return caller.kind === 'user' ? equals('user', caller.id) : nothing;
  }

  override delete(caller: Caller): Filter {
    return anyOf(this.update(caller), inEditableEvent(caller));
  }
}
