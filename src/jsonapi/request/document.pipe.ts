import type { PipeTransform } from '@nestjs/common';
import type { ResourceDefinition } from '../resource/resource-definition.js';
import { parseDocument } from './document.parser.js';
import type { RequestBody } from './request-body.js';
import type { Mode, ResourceDocument } from './resource-document.js';

/** A request's body → a typed document of one resource type. */
export class DocumentPipe implements PipeTransform<RequestBody, ResourceDocument> {
  constructor(
    private readonly definition: ResourceDefinition,
    private readonly mode: Mode,
  ) {}

  /** @throws JsonApiError with all faults of the document together */
  transform({ body, id }: RequestBody): ResourceDocument {
    return parseDocument(body, { definition: this.definition, mode: this.mode, name: id });
  }
}
