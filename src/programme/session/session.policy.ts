import { Injectable } from '@nestjs/common';
import type { Caller } from '../../auth/caller.js';
import { ownedEvent, publicEvent } from '../../events/event.policy.js';
import {
  type Filter,
  allOf,
  anyOf,
  compare,
  equals,
  nothing,
  related,
} from '../../jsonapi/request/filter.js';
import { EventPartPolicy, inEditableEvent } from '../event-part.policy.js';
import { inCallingEvent } from '../speakers-call/speakers-call.policy.js';
import { openStates, publicStates } from './session-state.js';

/**
 * Everyone sees what the organizers have accepted. Whoever submits a session, while the event's call is open,
 * sees his own, and edits it until it is decided.
 */
@Injectable()
export class SessionPolicy extends EventPartPolicy {
  override rows(caller: Caller): Filter {
    return visibleSession(caller);
  }

  override createRow(caller: Caller): Filter {
    return anyOf(inEditableEvent(caller), inCallingEvent());
  }

  override update(caller: Caller): Filter {
    return anyOf(inEditableEvent(caller), allOf(own(caller), undecided));
  }

  override restore(caller: Caller): Filter {
    return allOf(compare('deletedAt', 'ne', null), related('event', ownedEvent(caller)));
  }
}

/** In the programme, once its event is published. */
export const publicSession = allOf(equals('deletedAt', null), compare('state', 'in', publicStates));

/** The submitter has it in his hands. */
export const undecided = allOf(equals('isLocked', false), compare('state', 'in', openStates));

export function visibleSession(caller: Caller): Filter {
  return allOf(
    equals('deletedAt', null),
    anyOf(
      allOf(publicSession, related('event', publicEvent)),
      inEditableEvent(caller),
      allOf(own(caller), related('event', equals('deletedAt', null))),
    ),
  );
}

function own(caller: Caller): Filter {
  return caller.kind === 'user' ? equals('creator', caller.id) : nothing;
}
