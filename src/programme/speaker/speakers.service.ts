import { Injectable } from '@nestjs/common';
import type { Caller } from '../../auth/caller.js';
import type { RowValues } from '../../database/resource.writer.js';
import { ResourceService } from '../../resources/resource.service.js';
import { ResourceTools } from '../../resources/resource-tools.js';
import { Speaker } from './speaker.entity.js';

/** Whoever enters a speaker sees and edits him. */
@Injectable()
export class SpeakersService extends ResourceService<Speaker> {
  constructor(tools: ResourceTools) {
    super(Speaker, tools);
  }

  protected override async beforeCreate(values: RowValues, caller: Caller): Promise<RowValues> {
    return { ...values, user: caller.kind === 'user' ? { id: caller.id } : null };
  }
}
