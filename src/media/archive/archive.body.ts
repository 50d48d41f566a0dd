import type { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { StreamedBody } from '../../jsonapi/response/streamed-body.js';
import type { SpoolArea } from '../spool/spool-area.js';

/** A file on its way into an archive. */
export interface ArchivedFile {
  /** Relative, with slashes. */
  readonly name: string;
  /** Whether packing makes it smaller: pictures and films are packed already. */
  readonly packs: boolean;
  readonly open: () => Promise<Readable>;
}

/** Of all files: an archive that was made twice of the same is the same. */
const anyTime = new Date('1980-01-01T00:00:00');

/** A ZIP archive that is written while it is sent, one file after the other, as fast as it is read. */
export class ArchiveBody extends StreamedBody {
  readonly contentType = 'application/zip';
  readonly length = null;

  /** @param area where files of it lie that are made for it */
  constructor(
    private readonly files: readonly ArchivedFile[],
    private readonly area: SpoolArea,
  ) {
    super();
  }

  open(): Readable {
    const zip = new ZipFile();
    const output = zip.outputStream as Readable;
    zip.on('error', (error: Error) => output.destroy(error));
    for (const { name, open, packs } of this.files) {
      const options = { mtime: anyTime, forceDosTimestamp: true, compress: packs };
      zip.addReadStreamLazy(name, options, (add) => void feed(open, add, output));
    }
    zip.end();
    return output;
  }

  dispose(): Promise<void> {
    return this.area.dispose();
  }
}

/** yazl pipes, and a pipe tells nobody that a file broke off, nor closes it for whoever leaves. */
async function feed(
  open: ArchivedFile['open'],
  add: (error: null, content: Readable) => void,
  output: Readable,
): Promise<void> {
  try {
    const content = await open();
    tie(content, output);
    add(null, content);
  } catch (error) {
    output.destroy(error as Error);
  }
}

function tie(content: Readable, output: Readable): void {
  const close = (): unknown => content.destroy();
  content.once('error', (error) => output.destroy(error));
  content.once('close', () => output.off('close', close));
  if (output.destroyed) close();
  else output.once('close', close);
}
