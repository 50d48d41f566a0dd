import { Injectable, type PipeTransform } from '@nestjs/common';
import { type Operation } from '../../jsonapi/atomic/operation.js';
import { OperationTargetParser } from '../../jsonapi/atomic/operation-target.parser.js';
import { OperationsParser } from '../../jsonapi/atomic/operations.parser.js';
import { ResourceRegistry } from '../../jsonapi/resource/resource-registry.js';
import { LinkBuilder } from '../../jsonapi/response/link-builder.js';
import { ImageUploadPipe } from '../../media/uploads/image-upload.pipe.js';

/** An atomic request's body → operations, the pictures in them proven. */
@Injectable()
export class OperationsPipe implements PipeTransform<unknown, Promise<readonly Operation[]>> {
  readonly #parser: OperationsParser;

  constructor(
    private readonly images: ImageUploadPipe,
    registry: ResourceRegistry,
    links: LinkBuilder,
  ) {
    this.#parser = new OperationsParser(new OperationTargetParser(registry, links.publicUrl));
  }

  /** @throws JsonApiError with the faults of all operations together, or those of the first bad picture's */
  async transform(body: unknown): Promise<readonly Operation[]> {
    const operations: Operation[] = [];
    for (const operation of this.#parser.parse(body))
      operations.push(
        'document' in operation
          ? { ...operation, document: await this.images.document(operation.document) }
          : operation,
      );
    return operations;
  }
}
