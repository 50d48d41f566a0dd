import type { Readable } from 'node:stream';
import { bodyChunks } from './body-chunks.js';
import { FileIntake, type FileMeter } from './file.intake.js';
import type { FileLimit } from '../proof/file-kind.js';
import type { SpoolArea } from '../spool/spool-area.js';
import type { SpooledFile } from '../spool/spooled-file.js';

export interface FileBodyOptions {
  readonly limit: FileLimit;
  readonly silenceMs: number;
  readonly meter: FileMeter;
  /** Whose owner disposes of it, whatever ends the request. */
  readonly spool: SpoolArea;
}

/**
 * Reads a body that is a file into the spool as it arrives.
 *
 * @param label what the client says it is
 * @throws JsonApiError 400, 408, 413, 429 or 507 as soon as it is known
 */
export async function readFileBody(
  stream: Readable,
  label: string,
  { limit, meter, silenceMs, spool }: FileBodyOptions,
): Promise<SpooledFile> {
  const intake = new FileIntake({ meter, spool }, limit);
  for await (const bytes of bodyChunks(stream, silenceMs, meter.pace)) await intake.take(bytes);
  return intake.finish({ label, name: null });
}
