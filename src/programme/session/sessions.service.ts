import { Injectable } from '@nestjs/common';
import type { Caller } from '../../auth/caller.js';
import type { RowValues } from '../../database/resource.writer.js';
import { ResourceService } from '../../resources/resource.service.js';
import { ResourceTools } from '../../resources/resource-tools.js';
import { Session } from './session.entity.js';

/** Whoever submits a session stays its creator. */
@Injectable()
export class SessionsService extends ResourceService<Session> {
  constructor(tools: ResourceTools) {
    super(Session, tools);
  }

  protected override async beforeCreate(values: RowValues, caller: Caller): Promise<RowValues> {
    return { ...values, creator: caller.kind === 'user' ? { id: caller.id } : null };
  }
}
