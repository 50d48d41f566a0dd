import { Body, Controller, HttpCode, Post, UseGuards } from '@nestjs/common';
import type { Caller } from '../../auth/caller.js';
import { CurrentCaller } from '../../auth/current-caller.decorator.js';
import { type Operation, atomicExtension } from '../../jsonapi/atomic/operation.js';
import { maximumOperations } from '../../jsonapi/atomic/operations.parser.js';
import { MediaTypeGuard, Requires } from '../../jsonapi/request/media-type.guard.js';
import { EncodedBody } from '../../jsonapi/response/encoded-body.js';
import { Serializer } from '../../jsonapi/response/serializer.js';
import { AcceptsPictures } from '../../media/accepts-pictures.js';
import { NoQueryGuard } from './no-query.guard.js';
import { OperationsPipe } from './operations.pipe.js';
import { OperationsService } from './operations.service.js';

/** Any attribute of an operation's data: which ones are pictures is known when its type is. */
const pictures = {
  count: maximumOperations,
  accepts: ([operations, , data, attributes, ...rest]: readonly (string | number)[]) =>
    operations === 'atomic:operations' &&
    data === 'data' &&
    attributes === 'attributes' &&
    rest.length === 1,
};

/** https://jsonapi.org/ext/atomic/ */
@Controller('operations')
@UseGuards(MediaTypeGuard, NoQueryGuard)
@Requires(atomicExtension)
export class OperationsController {
  constructor(
    private readonly operations: OperationsService,
    private readonly serializer: Serializer,
  ) {}

  @Post()
  @HttpCode(200)
  @AcceptsPictures(pictures)
  async run(
    @Body(OperationsPipe) operations: readonly Operation[],
    @CurrentCaller() caller: Caller,
  ): Promise<EncodedBody> {
    const records = await this.operations.run(operations, caller);
    const results = records.map((record) =>
      record ? { data: this.serializer.resource(record) } : {},
    );
    const jsonapi = { version: '1.1', ext: [atomicExtension] };
    return EncodedBody.document({ jsonapi, 'atomic:results': results }, { ext: atomicExtension });
  }
}
