import { Body, Controller, HttpCode, Post, UseGuards, UseInterceptors } from '@nestjs/common';
import type { Caller } from '../../auth/caller.js';
import { CurrentCaller } from '../../auth/current-caller.decorator.js';
import { IdempotencyInterceptor } from '../../idempotency/idempotency.interceptor.js';
import { Idempotency, type IdempotentRequest } from '../../idempotency/idempotent-request.js';
import { type Operation, atomicExtension } from '../../jsonapi/atomic/operation.js';
import { maximumOperations } from '../../jsonapi/atomic/operations.parser.js';
import { MediaTypeGuard, Requires } from '../../jsonapi/request/media-type.guard.js';
import type { Answer } from '../../jsonapi/response/answer.js';
import { JsonApiInterceptor } from '../../jsonapi/response/json-api.interceptor.js';
import { AcceptsFiles, type FilePlaces } from '../../media/body/accepts-files.js';
import { namedFiles } from '../../media/attributes/named-files.codec.js';
import { NoQueryGuard } from './no-query.guard.js';
import { OperationsPipe } from './operations.pipe.js';
import { OperationsService } from './operations.service.js';

/** Any attribute of an operation's data, and any link in one: what may be there is known when its type is. */
const anywhere: FilePlaces = {
  counts: { picture: 0, file: maximumOperations },
  accepts([operations, , data, attributes, name, ...rest]) {
    const isAttribute =
      operations === 'atomic:operations' && data === 'data' && attributes === 'attributes';
    return isAttribute && name !== undefined && (rest.length === 0 || namedFiles.isPlace(rest))
      ? 'file'
      : null;
  },
};

/** https://jsonapi.org/ext/atomic/ */
@Controller('operations')
@UseGuards(MediaTypeGuard, NoQueryGuard)
@UseInterceptors(JsonApiInterceptor, IdempotencyInterceptor)
@Requires(atomicExtension)
export class OperationsController {
  constructor(private readonly operations: OperationsService) {}

  @Post()
  @HttpCode(200)
  @AcceptsFiles(anywhere)
  run(
    @Body(OperationsPipe) operations: readonly Operation[],
    @CurrentCaller() caller: Caller,
    @Idempotency() idempotent: IdempotentRequest | null,
  ): Promise<Answer> {
    return this.operations.run(operations, caller, idempotent);
  }
}
