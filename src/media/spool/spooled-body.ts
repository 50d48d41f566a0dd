import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { StreamedBody } from '../../jsonapi/response/streamed-body.js';
import type { SpoolArea } from './spool-area.js';
import type { SpoolWriter } from './spool-writer.js';

/** An answer that lies in the spool until it is sent: so nothing waits for a slow client but a file. */
export class SpooledBody extends StreamedBody {
  constructor(
    readonly contentType: string,
    private readonly area: SpoolArea,
    /** Finished. */
    private readonly file: Pick<SpoolWriter, 'path' | 'bytes'>,
  ) {
    super();
  }

  get length(): number {
    return this.file.bytes;
  }

  open(): Readable {
    return createReadStream(this.file.path);
  }

  dispose(): Promise<void> {
    return this.area.dispose();
  }
}
