import { Injectable } from '@nestjs/common';
import type { Caller } from '../../auth/caller.js';
import { editableEvent, publicEvent } from '../../events/event.policy.js';
import {
  type Filter,
  allOf,
  anyOf,
  compare,
  equals,
  not,
  nothing,
  related,
} from '../../jsonapi/request/filter.js';
import { EventPartPolicy } from '../event-part.policy.js';
import { publicSession } from '../session/session.policy.js';
import { openStates } from '../session/session-state.js';

/** Everyone sees those who speak in a public session; who has entered a speaker edits him until it is decided. */
@Injectable()
export class SpeakerPolicy extends EventPartPolicy {
  override rows(caller: Caller): Filter {
    return anyOf(
      allOf(related('event', publicEvent), related('sessions', publicSession)),
      related('event', editableEvent(caller)),
      allOf(own(caller), related('event', equals('deletedAt', null))),
    );
  }

  /** `contacts`: those who may write to the speaker, and himself. */
  override audience(name: string, caller: Caller): Filter {
    if (name === 'contacts') return anyOf(related('event', editableEvent(caller)), own(caller));
    return super.audience(name, caller);
  }

  override update(caller: Caller): Filter {
    return anyOf(super.update(caller), allOf(own(caller), not(related('sessions', decided))));
  }
}

const decided = allOf(
  equals('deletedAt', null),
  anyOf(equals('isLocked', true), not(compare('state', 'in', openStates))),
);

function own(caller: Caller): Filter {
  return caller.kind === 'user' ? equals('user', caller.id) : nothing;
}
