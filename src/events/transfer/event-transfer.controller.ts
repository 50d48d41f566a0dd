import { Body, Controller, Get, Param, Post, UseGuards, UseInterceptors } from '@nestjs/common';
import type { Caller, User } from '../../auth/caller.js';
import { CurrentCaller } from '../../auth/current-caller.decorator.js';
import { IdempotencyInterceptor } from '../../idempotency/idempotency.interceptor.js';
import { Idempotency, type IdempotentRequest } from '../../idempotency/idempotent-request.js';
import type { ResourceQuery } from '../../jsonapi/request/query.js';
import { definitionOf } from '../../jsonapi/resource/define-resource.js';
import type { Answer, StreamedAnswer } from '../../jsonapi/response/answer.js';
import { JsonApiInterceptor } from '../../jsonapi/response/json-api.interceptor.js';
import { AcceptsUpload } from '../../media/body/accepts-upload.js';
import { onePart } from '../../media/body/upload-parts.js';
import type { SpooledFile } from '../../media/spool/spooled-file.js';
import { AccessGuard } from '../../resources/access.guard.js';
import { NoQueryGuard } from '../../resources/operations/no-query.guard.js';
import { QueryGuard } from '../../resources/query.guard.js';
import { RequestQuery } from '../../resources/requested-query.js';
import { Serves } from '../../resources/resource-route.js';
import { Event } from '../event.entity.js';
import { ArchiveBodyPipe } from './archive-body.pipe.js';
import { EventExportService } from './event-export.service.js';
import { EventImportService } from './event-import.service.js';

/** Events on their way from one server to another, with all that hangs on them. */
@Controller('events')
@UseInterceptors(JsonApiInterceptor)
export class EventTransferController {
  constructor(
    private readonly exports: EventExportService,
    private readonly imports: EventImportService,
  ) {}

  @Get(':id/export')
  @UseGuards(NoQueryGuard)
  export(@Param('id') name: string, @CurrentCaller() caller: Caller): Promise<StreamedAnswer> {
    return this.exports.of(name, caller);
  }

  @Post('import')
  @UseGuards(QueryGuard, AccessGuard)
  @UseInterceptors(IdempotencyInterceptor)
  @Serves({ definition: definitionOf(Event), action: 'create', target: 'collection' })
  @AcceptsUpload({ kind: 'archive', parts: { [onePart]: 1 }, alone: 'application/zip' })
  import(
    @Body(ArchiveBodyPipe) archive: SpooledFile,
    @RequestQuery() query: ResourceQuery,
    @CurrentCaller() caller: User,
    @Idempotency() idempotent: IdempotentRequest | null,
  ): Promise<Answer> {
    return this.imports.take(archive, { caller, idempotent, query });
  }
}
