import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { Caller } from '../../auth/caller.js';
import { Transactions } from '../../database/transactions.js';
import { ResourceRegistry } from '../../jsonapi/resource/resource-registry.js';
import type { StreamedAnswer } from '../../jsonapi/response/answer.js';
import { ArchiveBody, type ArchivedFile } from '../../media/archive/archive.body.js';
import type { SpoolArea } from '../../media/spool/spool-area.js';
import { Spool } from '../../media/spool/spool.js';
import { FileStorage } from '../../storage/file-storage.js';
import { documentName, manifest, manifestName } from './archive-layout.js';
import { ArchiveNames } from './archive-names.js';
import { DocumentExport, type ExportedEvent } from './document.export.js';
import { travellers } from './travelling.js';

/**
 * Writes the archive of an event: its documents into the spool, as they are at one instant, then files from the
 * storage as fast as the client takes them. Whatever its size, the process holds a page of rows, and names.
 */
@Injectable()
export class EventExportService {
  constructor(
    private readonly documents: DocumentExport,
    private readonly registry: ResourceRegistry,
    private readonly transactions: Transactions,
    private readonly spool: Spool,
    private readonly storage: FileStorage,
  ) {}

  /** @throws JsonApiError 401 or 403 to those who may not edit the event, 404, 507 */
  async of(name: string, caller: Caller): Promise<StreamedAnswer> {
    const area = this.spool.area();
    try {
      const names = new ArchiveNames();
      const documents = await this.transactions.snapshot(async (transaction) => {
        const event = await this.documents.begin(transaction, name, caller);
        return this.#write(event, names, area);
      });
      const media = names.files.map(({ file, name: own }) => ({
        name: own,
        packs: false,
        open: () => this.storage.read(file),
      }));
      const body = new ArchiveBody([described, ...documents, ...media], area);
      const headers = { 'Content-Disposition': 'attachment; filename="event.zip"' };
      return { kind: 'streamed', headers, body };
    } catch (error) {
      await area.dispose();
      throw error;
    }
  }

  /** One document for each type of which there is something. */
  async #write(
    event: ExportedEvent,
    names: ArchiveNames,
    area: SpoolArea,
  ): Promise<readonly ArchivedFile[]> {
    const files: ArchivedFile[] = [];
    for (const one of travellers(this.registry)) {
      const file = area.create();
      let separator = '{"jsonapi":{"version":"1.1"},"data":[';
      for await (const resource of this.documents.resources(event, one, names)) {
        await file.write(Buffer.from(`${separator}\n${JSON.stringify(resource)}`));
        separator = ',';
      }
      if (separator !== ',') continue;
      await file.write(Buffer.from('\n]}\n'));
      await file.finish();
      const name = documentName(one.definition.type);
      files.push({ name, packs: true, open: async () => createReadStream(file.path) });
    }
    return files;
  }
}

const described: ArchivedFile = {
  name: manifestName,
  packs: true,
  open: async () => Readable.from([Buffer.from(`${JSON.stringify(manifest)}\n`)]),
};
