import { Controller, Get, UseGuards, UseInterceptors } from '@nestjs/common';
import { MediaTypeGuard } from '../../jsonapi/request/media-type.guard.js';
import type { ResourceQuery } from '../../jsonapi/request/query.js';
import { definitionOf } from '../../jsonapi/resource/define-resource.js';
import type { ResourceAnswer } from '../../jsonapi/response/answer.js';
import { JsonApiInterceptor } from '../../jsonapi/response/json-api.interceptor.js';
import { projectionOf } from '../../jsonapi/response/projection.js';
import { MediaConfig } from '../../media/media.config.js';
import { QueryGuard } from '../../resources/query.guard.js';
import { RequestQuery } from '../../resources/requested-query.js';
import { Serves } from '../../resources/resource-route.js';
import { Setting } from './setting.js';

const definition = definitionOf(Setting);
/** There is one only; its clients ask for the collection. */
const id = '1';

/** The limits of this server, as a resource. */
@Controller('settings')
@UseGuards(MediaTypeGuard, QueryGuard)
@UseInterceptors(JsonApiInterceptor)
export class SettingsController {
  constructor(private readonly config: MediaConfig) {}

  @Get(['', id])
  @Serves({ definition, action: 'read', target: 'resource' })
  read(@RequestQuery() query: ResourceQuery): ResourceAnswer {
    const projection = projectionOf(definition, query.fields);
    const values = Object.fromEntries(Object.entries(new Setting(this.config)));
    return {
      kind: 'resource',
      status: 200,
      result: { primary: { projection, id, values, linkage: {} }, included: [] },
      includes: query.includes,
    };
  }
}
