import { Injectable, type PipeTransform } from '@nestjs/common';
import { type Fault, JsonApiError } from '../../jsonapi/errors/fault.js';
import { ResourceDocument } from '../../jsonapi/request/resource-document.js';
import { fileValuesIn } from '../attributes/file.attribute.js';
import type { FileCodec, Held } from '../attributes/file.codec.js';
import { FileInspector } from '../proof/file.inspector.js';
import { ImageCodec } from '../attributes/image.codec.js';
import { ImageInspector } from '../proof/image.inspector.js';
import type { ProvenFile } from '../proof/proven-file.js';
import { SpooledFile } from '../spool/spooled-file.js';
import type { UploadedFile } from './upload-body.pipe.js';

/**
 * The shared ImageUpload pipe: where a client sent a data URI there is now a proven file, a picture scrubbed and
 * with its renditions; URLs and nulls stay as they are.
 */
@Injectable()
export class ImageUploadPipe implements PipeTransform {
  constructor(
    private readonly pictures: ImageInspector,
    private readonly files: FileInspector,
  ) {}

  /** @throws JsonApiError with the faults of all files together: 413, 415, 422, 503 */
  async transform(value: ResourceDocument | UploadedFile) {
    if (value instanceof ResourceDocument) return this.document(value);
    return this.pictures.inspect(value.file, { pointer: value.pointer, presets: {} });
  }

  /** All files of one document. */
  async document(document: ResourceDocument): Promise<ResourceDocument> {
    const proven = new Map<Held, ProvenFile>();
    const faults: Fault[] = [];
    // One after the other: one request must not take every worker.
    for (const { codec, file, pointer } of spooledIn(document))
      try {
        proven.set(file, await this.#inspect(codec, file, pointer));
      } catch (error) {
        if (!(error instanceof JsonApiError)) throw error;
        faults.push(...error.faults);
      }
    if (faults.length > 0) throw new JsonApiError(faults);
    return proven.size === 0 ? document : document.with(filled(document, proven));
  }

  #inspect(codec: FileCodec, file: SpooledFile, pointer: string): Promise<ProvenFile> {
    return codec instanceof ImageCodec
      ? this.pictures.inspect(file, { pointer, presets: codec.presets })
      : this.files.inspect(file, pointer);
  }
}

function spooledIn(document: ResourceDocument) {
  return fileValuesIn(document).flatMap(({ attribute, codec, value }) =>
    codec
      .heldIn(value)
      .flatMap(({ held, path }) =>
        held instanceof SpooledFile
          ? [{ codec, file: held, pointer: document.pointerTo(attribute, ...path) }]
          : [],
      ),
  );
}

function filled(document: ResourceDocument, proven: ReadonlyMap<Held, ProvenFile>) {
  const sent = fileValuesIn(document).filter(({ value }) => value !== undefined);
  return new Map(
    sent.map(({ attribute, codec, value }) => [
      attribute,
      codec.fill(value, (held) => proven.get(held) ?? held),
    ]),
  );
}
