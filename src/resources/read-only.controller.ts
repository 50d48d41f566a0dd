import { Get, Inject, Param, type Type, UseGuards, UseInterceptors } from '@nestjs/common';
import type { Caller } from '../auth/caller.js';
import { CurrentCaller } from '../auth/current-caller.decorator.js';
import { MediaTypeGuard } from '../jsonapi/request/media-type.guard.js';
import type { ResourceQuery } from '../jsonapi/request/query.js';
import { definitionOf } from '../jsonapi/resource/define-resource.js';
import type { EntityClass } from '../jsonapi/resource/resource-definition.js';
import type { Answer } from '../jsonapi/response/answer.js';
import { JsonApiInterceptor } from '../jsonapi/response/json-api.interceptor.js';
import { QueryGuard } from './query.guard.js';
import { RequestQuery } from './requested-query.js';
import { type ResourceService, serviceOf } from './resource.service.js';
import { Serves } from './resource-route.js';

/** The routes of a resource that only the server writes, and that is related to nothing. */
export function ReadOnlyController<E extends object>(entity: EntityClass<E>): Type<object> {
  const definition = definitionOf(entity);

  @UseGuards(MediaTypeGuard, QueryGuard)
  @UseInterceptors(JsonApiInterceptor)
  class RoutesOfReading {
    constructor(@Inject(serviceOf(entity)) protected readonly service: ResourceService<E>) {}

    @Get()
    @Serves({ definition, target: 'collection', action: 'read' })
    list(@RequestQuery() query: ResourceQuery, @CurrentCaller() caller: Caller): Promise<Answer> {
      return this.service.queries.list(query, caller);
    }

    @Get(':id')
    @Serves({ definition, target: 'resource', action: 'read' })
    read(
      @Param('id') id: string,
      @RequestQuery() query: ResourceQuery,
      @CurrentCaller() caller: Caller,
    ): Promise<Answer> {
      return this.service.queries.read(id, query, caller);
    }
  }
  return RoutesOfReading;
}
