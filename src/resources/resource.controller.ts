import {
  Delete,
  Get,
  Inject,
  Param,
  Patch,
  Post,
  type Type,
  UseGuards,
  UseInterceptors,
} from '@nestjs/common';
import type { Caller } from '../auth/caller.js';
import { CurrentCaller } from '../auth/current-caller.decorator.js';
import { IdempotencyInterceptor } from '../idempotency/idempotency.interceptor.js';
import { Idempotency, type IdempotentRequest } from '../idempotency/idempotent-request.js';
import { DocumentPipe } from '../jsonapi/request/document.pipe.js';
import { MediaTypeGuard } from '../jsonapi/request/media-type.guard.js';
import type { ResourceQuery } from '../jsonapi/request/query.js';
import { ResourceBody } from '../jsonapi/request/request-body.js';
import { ResourceDocument } from '../jsonapi/request/resource-document.js';
import { definitionOf } from '../jsonapi/resource/define-resource.js';
import type {
  EntityClass,
  RelationshipDefinition,
} from '../jsonapi/resource/resource-definition.js';
import type { Answer } from '../jsonapi/response/answer.js';
import { JsonApiInterceptor } from '../jsonapi/response/json-api.interceptor.js';
import { AcceptsFiles } from '../media/body/accepts-files.js';
import { ImageUploadPipe } from '../media/uploads/image-upload.pipe.js';
import { AccessGuard } from './access.guard.js';
import { QueryGuard } from './query.guard.js';
import { RelationshipController } from './relationship.controller.js';
import { RequestQuery, RequestRelationship } from './requested-query.js';
import { IfMatch } from './row-version.js';
import { Serves } from './resource-route.js';
import { type ResourceService, serviceOf } from './resource.service.js';
import { SharedReadsInterceptor } from './shared-reads.interceptor.js';

/**
 * The JSON:API routes of one resource. Extend it, say where, and they are there:
 * `@Controller('events') export class EventsController extends ResourceController(Event) {}`
 */
export function ResourceController<E extends object>(entity: EntityClass<E>): Type<object> {
  const definition = definitionOf(entity);
  const collection = { definition, target: 'collection' } as const;
  const resource = { definition, target: 'resource' } as const;
  const related = { definition, action: 'read', target: 'related' } as const;

  @UseGuards(MediaTypeGuard, QueryGuard, AccessGuard)
  @UseInterceptors(JsonApiInterceptor, SharedReadsInterceptor)
  class RoutesOfResource extends RelationshipController(definition) {
    constructor(@Inject(serviceOf(entity)) protected readonly service: ResourceService<E>) {
      super();
    }

    @Get()
    @Serves({ ...collection, action: 'read' })
    list(@RequestQuery() query: ResourceQuery, @CurrentCaller() caller: Caller): Promise<Answer> {
      return this.service.queries.list(query, caller);
    }

    @Post()
    @UseInterceptors(IdempotencyInterceptor)
    @Serves({ ...collection, action: 'create' })
    @AcceptsFiles(definition)
    create(
      @ResourceBody(new DocumentPipe(definition, 'create'), ImageUploadPipe)
      document: ResourceDocument,
      @RequestQuery() query: ResourceQuery,
      @CurrentCaller() caller: Caller,
      @Idempotency() idempotent: IdempotentRequest | null,
    ): Promise<Answer> {
      return this.service.create(document, { caller, idempotent, query });
    }

    @Get(':id')
    @Serves({ ...resource, action: 'read' })
    read(
      @Param('id') id: string,
      @RequestQuery() query: ResourceQuery,
      @CurrentCaller() caller: Caller,
    ): Promise<Answer> {
      return this.service.queries.read(id, query, caller);
    }

    @Patch(':id')
    @Serves({ ...resource, action: 'update' })
    @AcceptsFiles(definition)
    update(
      @ResourceBody(new DocumentPipe(definition, 'update'), ImageUploadPipe)
      document: ResourceDocument,
      @Param('id') id: string,
      @RequestQuery() query: ResourceQuery,
      @CurrentCaller() caller: Caller,
      @IfMatch() ifMatch: readonly string[] | null,
    ): Promise<Answer> {
      return this.service.update(id, document, { caller, ifMatch, query });
    }

    @Delete(':id')
    @Serves({ ...resource, action: 'delete' })
    delete(
      @Param('id') id: string,
      @RequestQuery() query: ResourceQuery,
      @CurrentCaller() caller: Caller,
      @IfMatch() ifMatch: readonly string[] | null,
    ): Promise<Answer> {
      return this.service.delete(id, { caller, ifMatch, query });
    }

    @Get(':id/:relationship')
    @Serves(related)
    related(
      @Param('id') name: string,
      @RequestRelationship() of: RelationshipDefinition,
      @RequestQuery() query: ResourceQuery,
      @CurrentCaller() caller: Caller,
    ): Promise<Answer> {
      return this.service.queries.related({ name, relationship: of }, { caller, query });
    }
  }
  return RoutesOfResource;
}
