import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/caller.js';
import type { RowValues } from '../database/resource.writer.js';
import { ResourceService } from '../resources/resource.service.js';
import { ResourceTools } from '../resources/resource-tools.js';
import { Event, identifierPattern } from './event.entity.js';

/** Whoever makes an event owns it. */
@Injectable()
export class EventsService extends ResourceService<Event> {
  constructor(tools: ResourceTools) {
    super(Event, tools);
  }

  protected override async beforeCreate(values: RowValues, caller: Caller): Promise<RowValues> {
    if (caller.kind === 'anonymous')
      throw new Error('The access guard lets only users create events');
    return { ...values, identifier: createIdentifier(), owner: { id: caller.id } };
  }
}

/** Draws until it is no number: one draw in 43 is. */
export function createIdentifier(): string {
  for (;;) {
    const identifier = randomBytes(4).toString('hex');
    if (identifierPattern.test(identifier)) return identifier;
  }
}
