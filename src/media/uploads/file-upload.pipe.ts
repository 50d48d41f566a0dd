import { Injectable, type PipeTransform } from '@nestjs/common';
import { type Fault, JsonApiError } from '../../jsonapi/errors/fault.js';
import { FileInspector } from '../proof/file.inspector.js';
import type { ProvenFile } from '../proof/proven-file.js';
import type { UploadedFiles } from './upload-form.pipe.js';
import type { ProvenUpload } from './uploads.js';

/** Spooled files → proven ones, or none of them. */
@Injectable()
export class FileUploadPipe implements PipeTransform<UploadedFiles, Promise<ProvenUpload>> {
  constructor(private readonly inspector: FileInspector) {}

  /** @throws JsonApiError with the faults of all files together: 413, 415, 422, 503 */
  async transform({ files, many }: UploadedFiles): Promise<ProvenUpload> {
    const proven: ProvenFile[] = [];
    const faults: Fault[] = [];
    // One after the other: one request must not take every worker.
    for (const { file, pointer } of files)
      try {
        proven.push(await this.inspector.inspect(file, pointer));
      } catch (error) {
        if (!(error instanceof JsonApiError)) throw error;
        faults.push(...error.faults);
      }
    if (faults.length > 0) throw new JsonApiError(faults);
    return { files: proven, many };
  }
}
