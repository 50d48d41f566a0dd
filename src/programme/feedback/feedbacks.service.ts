import { Injectable } from '@nestjs/common';
import type { Caller } from '../../auth/caller.js';
import type { RowValues } from '../../database/resource.writer.js';
import { ResourceService } from '../../resources/resource.service.js';
import { ResourceTools } from '../../resources/resource-tools.js';
import { Feedback } from './feedback.entity.js';

/** Everyone gives feedback in his own name. */
@Injectable()
export class FeedbacksService extends ResourceService<Feedback> {
  constructor(tools: ResourceTools) {
    super(Feedback, tools);
  }

  protected override async beforeCreate(values: RowValues, caller: Caller): Promise<RowValues> {
    return { ...values, user: caller.kind === 'user' ? { id: caller.id } : null };
  }
}
