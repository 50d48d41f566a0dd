import { Injectable } from '@nestjs/common';
import type { Caller } from '../../auth/caller.js';
import { publicEvent } from '../../events/event.policy.js';
import {
  type Filter,
  allOf,
  anyOf,
  compare,
  equals,
  related,
} from '../../jsonapi/request/filter.js';
import { EventPartPolicy, inEditableEvent } from '../event-part.policy.js';

const publicCall = equals('privacy', 'public');

/** Everyone reads a public call; a private one is among those who make the event. */
@Injectable()
export class SpeakersCallPolicy extends EventPartPolicy {
  override rows(caller: Caller): Filter {
    return anyOf(allOf(publicCall, related('event', publicEvent)), inEditableEvent(caller));
  }
}

/** Rows of events whose call takes submissions from everyone, now. */
export function inCallingEvent(now = new Date()): Filter {
  const open = allOf(publicCall, compare('startsAt', 'le', now), compare('endsAt', 'ge', now));
  return related('event', allOf(publicEvent, related('speakersCall', open)));
}
