import { Injectable } from '@nestjs/common';
import type { User } from '../../auth/caller.js';
import type { LocalIds } from '../../jsonapi/atomic/operation.js';
import { JsonApiError } from '../../jsonapi/errors/fault.js';
import { ArchiveConfig } from '../../media/archive/archive.config.js';
import { ArchiveReader } from '../../media/archive/archive.reader.js';
import { MediaConfig } from '../../media/media.config.js';
import { tooManyUploadsAtOnce } from '../../media/media.errors.js';
import { UploadQuota } from '../../media/quota/upload-quota.js';
import type { SpoolArea } from '../../media/spool/spool-area.js';
import { Spool } from '../../media/spool/spool.js';
import type { SpooledFile } from '../../media/spool/spooled-file.js';
import { ArchivedFiles } from './archived-files.js';
import { type Arriving, ArrivingEvent } from './arriving-event.js';

/** Seconds after which another archive has surely been brought in. */
const retryAfterSeconds = 5;

export interface Arrival {
  readonly arriving: readonly Arriving[];
  readonly lids: LocalIds;
}

/** Lets archives in, a few at a time: each has its documents in memory, and its files in the spool until it is done. */
@Injectable()
export class ArchiveIntake {
  #present = 0;

  constructor(
    private readonly events: ArrivingEvent,
    private readonly spool: Spool,
    private readonly quota: UploadQuota,
    private readonly limits: ArchiveConfig,
    private readonly media: MediaConfig,
  ) {}

  /**
   * @param work with what is in the archive, the event first
   * @throws JsonApiError 413, 415, 422, 429, 503, 507, and whatever `work` throws
   */
  async open<T>(
    archive: SpooledFile,
    caller: User,
    work: (arrival: Arrival) => Promise<T>,
  ): Promise<T> {
    if (this.#present >= this.limits.archivesAtOnce)
      throw new JsonApiError(tooManyUploadsAtOnce(retryAfterSeconds));
    this.#present += 1;
    const area = this.spool.area();
    try {
      return await work(await this.#read(archive, caller, area));
    } finally {
      this.#present -= 1;
      await area.dispose();
    }
  }

  async #read(archive: SpooledFile, caller: User, area: SpoolArea): Promise<Arrival> {
    const { archiveMaxEntries: entries, archiveMaxUnpackedBytes: bytes } = this.limits;
    const reader = await ArchiveReader.open(archive.path, { entries, bytes });
    try {
      const files = new ArchivedFiles(reader, area, this.media);
      // The archive itself has been paid for as it arrived; what packing has saved is stored all the same.
      const paid = async () => {
        const saved = Math.max(0, files.bytes - archive.bytes);
        await this.quota.charge({ caller }, { uploads: 0, bytes: saved });
      };
      return await this.events.prepare(reader, files, { caller, paid });
    } finally {
      reader.close();
    }
  }
}
