import { Injectable } from '@nestjs/common';
import { type User, anonymous } from '../auth/caller.js';
import type { Transaction } from '../database/transactions.js';
import type { LocalIds } from '../jsonapi/atomic/operation.js';
import { Spool } from '../media/spool/spool.js';
import { ResourceServices } from '../resources/resource-services.js';
import { type WriteUnit, WriteUnits } from '../resources/write-unit.js';
import { EntryDocuments, type PreparedEntry } from './entry-documents.js';
import { type SeedEntry, adminLid } from './seed-entry.js';

/**
 * Makes what entries describe by the services that requests go through, each in the name of its author: all in one
 * transaction, so that a kill leaves nothing but files for the sweeper.
 */
@Injectable()
export class EntryWriter {
  constructor(
    private readonly documents: EntryDocuments,
    private readonly services: ResourceServices,
    private readonly units: WriteUnits,
    private readonly spool: Spool,
  ) {}

  /**
   * @param ids of what entries name and is no entry; takes in the ids of the entries
   * @param begin makes what else belongs to the same transaction, the admin above all
   */
  async write(
    entries: readonly SeedEntry[],
    ids: LocalIds,
    begin: (transaction: Transaction) => Promise<void>,
  ): Promise<void> {
    for (const { lid, type } of entries) requireNew(ids.declare(type, lid), `${type} ${lid}`);
    const area = this.spool.area();
    try {
      const prepared = await this.documents.prepare(entries, ids, area);
      const documents = prepared.map(({ document }) => document);
      // What the house itself stores is no user's upload.
      await this.units.run(documents, anonymous, async (unit) => {
        await begin(unit.transaction);
        for (const one of prepared) await this.#create(one, unit, ids);
      });
    } finally {
      await area.dispose();
    }
  }

  async #create({ document, entry }: PreparedEntry, unit: WriteUnit, ids: LocalIds): Promise<void> {
    const caller = authorOf(entry, ids);
    const own = { ...unit, caller, filesOf: () => unit.filesOf(document) };
    const resolved = document.withIds((type, lid) => ids.idOf(type, lid));
    const id = await this.services.of(document.definition).createIn(own, resolved);
    ids.assign(entry.type, entry.lid, id);
  }
}

function authorOf({ by = adminLid }: SeedEntry, ids: LocalIds): User {
  return { kind: 'user', id: ids.idOf('user', by), isAdmin: by === adminLid };
}

function requireNew(isNew: boolean, name: string): void {
  if (!isNew) throw new Error(`The seed has two entries for ${name}`);
}
