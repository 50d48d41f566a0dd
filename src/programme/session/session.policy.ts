import { Injectable } from '@nestjs/common';
import type { Caller } from '../../auth/caller.js';
import { editableEvent, publicEvent } from '../../events/event.policy.js';
import {
  type Filter,
  allOf,
  anyOf,
  compare,
  equals,
  nothing,
  related,
} from '../../jsonapi/request/filter.js';
import { EventPartPolicy } from '../event-part.policy.js';
import { openStates, publicStates } from './session-state.js';

/** Everyone sees what the organizers have accepted; the submitter sees his own and edits it until it is decided. */
@Injectable()
export class SessionPolicy extends EventPartPolicy {
  override rows(caller: Caller): Filter {
    return allOf(
      equals('deletedAt', null),
      anyOf(
        allOf(publicSession, related('event', publicEvent)),
        related('event', editableEvent(caller)),
        allOf(own(caller), related('event', equals('deletedAt', null))),
      ),
    );
  }

  override update(caller: Caller): Filter {
    const undecided = allOf(equals('isLocked', false), compare('state', 'in', openStates));
    return anyOf(super.update(caller), allOf(own(caller), undecided));
  }
}

/** In the programme, once its event is published. */
export const publicSession = allOf(equals('deletedAt', null), compare('state', 'in', publicStates));

function own(caller: Caller): Filter {
  return caller.kind === 'user' ? equals('creator', caller.id) : nothing;
}
