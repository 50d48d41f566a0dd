import { Injectable, type PipeTransform } from '@nestjs/common';
import { type Fault, JsonApiError } from '../jsonapi/errors/fault.js';
import { ResourceDocument } from '../jsonapi/request/resource-document.js';
import type { AttributeDefinition } from '../jsonapi/resource/resource-definition.js';
import { imageAttributesOf } from './image.attribute.js';
import { ImageInspector } from './image.inspector.js';
import { SpooledFile } from './spooled-file.js';
import type { UploadedFile } from './upload-body.pipe.js';

/**
 * The shared ImageUpload pipe: where a client sent a data URI there is now a proven, scrubbed picture with
 * its renditions; texts and nulls stay as they are.
 */
@Injectable()
export class ImageUploadPipe implements PipeTransform {
  constructor(private readonly inspector: ImageInspector) {}

  /** @throws JsonApiError with the faults of all pictures together: 413, 415, 422, 503 */
  async transform(value: ResourceDocument | UploadedFile) {
    if (value instanceof ResourceDocument) return this.document(value);
    return this.inspector.inspect(value.file, { pointer: value.pointer, presets: {} });
  }

  /** All pictures of one document. */
  async document(document: ResourceDocument): Promise<ResourceDocument> {
    const proven = new Map<AttributeDefinition, unknown>();
    const faults: Fault[] = [];
    // One after the other: one request must not take every worker.
    for (const { attribute, presets } of imageAttributesOf(document.definition)) {
      const file = document.attributes.get(attribute);
      if (!(file instanceof SpooledFile)) continue;
      try {
        const pointer = document.pointerTo(attribute);
        proven.set(attribute, await this.inspector.inspect(file, { pointer, presets }));
      } catch (error) {
        if (!(error instanceof JsonApiError)) throw error;
        faults.push(...error.faults);
      }
    }
    if (faults.length > 0) throw new JsonApiError(faults);
    return document.with(proven);
  }
}
