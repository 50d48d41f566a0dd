import { Injectable } from '@nestjs/common';
import type { Caller } from '../../auth/caller.js';
import { publicEvent } from '../../events/event.policy.js';
import {
  type Filter,
  allOf,
  anyOf,
  equals,
  not,
  nothing,
  related,
} from '../../jsonapi/request/filter.js';
import { EventPartPolicy, inEditableEvent } from '../event-part.policy.js';
import { publicSession, undecided } from '../session/session.policy.js';
import { inCallingEvent } from '../speakers-call/speakers-call.policy.js';

/**
 * Everyone sees those who speak in a public session. Whoever enters a speaker, while the event's call is open,
 * sees and edits him until one of his sessions is decided.
 */
@Injectable()
export class SpeakerPolicy extends EventPartPolicy {
  override rows(caller: Caller): Filter {
    return anyOf(
      allOf(related('event', publicEvent), related('sessions', publicSession)),
      inEditableEvent(caller),
      allOf(own(caller), related('event', equals('deletedAt', null))),
    );
  }

  /** `contacts`: those who may write to the speaker, and himself. */
  override audience(name: string, caller: Caller): Filter {
    if (name === 'contacts') return anyOf(inEditableEvent(caller), own(caller));
    return super.audience(name, caller);
  }

  override createRow(caller: Caller): Filter {
    return anyOf(inEditableEvent(caller), inCallingEvent());
  }

  override update(caller: Caller): Filter {
    const decided = allOf(equals('deletedAt', null), not(undecided));
    return anyOf(inEditableEvent(caller), allOf(own(caller), not(related('sessions', decided))));
  }
}

function own(caller: Caller): Filter {
  return caller.kind === 'user' ? equals('user', caller.id) : nothing;
}
