import { Controller, Param, Post, UseGuards, UseInterceptors } from '@nestjs/common';
import type { User } from '../../auth/caller.js';
import { CurrentCaller } from '../../auth/current-caller.decorator.js';
import { IdempotencyInterceptor } from '../../idempotency/idempotency.interceptor.js';
import { Idempotency, type IdempotentRequest } from '../../idempotency/idempotent-request.js';
import type { ResourceQuery } from '../../jsonapi/request/query.js';
import { definitionOf } from '../../jsonapi/resource/define-resource.js';
import type { Answer } from '../../jsonapi/response/answer.js';
import { JsonApiInterceptor } from '../../jsonapi/response/json-api.interceptor.js';
import { AccessGuard } from '../../resources/access.guard.js';
import { QueryGuard } from '../../resources/query.guard.js';
import { RequestQuery } from '../../resources/requested-query.js';
import { Serves } from '../../resources/resource-route.js';
import { Event } from '../event.entity.js';
import { EventCopyService } from './event-copy.service.js';

/** Another event like this one. A body is not needed, and not looked at. */
@Controller('events')
@UseGuards(QueryGuard, AccessGuard)
@UseInterceptors(JsonApiInterceptor, IdempotencyInterceptor)
export class EventCopyController {
  constructor(private readonly copies: EventCopyService) {}

  @Post(':id/copy')
  @Serves({ definition: definitionOf(Event), action: 'create', target: 'collection' })
  copy(
    @Param('id') name: string,
    @RequestQuery() query: ResourceQuery,
    @CurrentCaller() caller: User,
    @Idempotency() idempotent: IdempotentRequest | null,
  ): Promise<Answer> {
    return this.copies.copy(name, { caller, idempotent, query });
  }
}
