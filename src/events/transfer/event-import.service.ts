import { Injectable } from '@nestjs/common';
import type { User } from '../../auth/caller.js';
import type { IdempotentRequest } from '../../idempotency/idempotent-request.js';
import type { LocalIds } from '../../jsonapi/atomic/operation.js';
import { JsonApiError } from '../../jsonapi/errors/fault.js';
import { definitionOf } from '../../jsonapi/resource/define-resource.js';
import type { ResourceAnswer } from '../../jsonapi/response/answer.js';
import { inEntry } from '../../media/archive/archive.errors.js';
import type { SpooledFile } from '../../media/spool/spooled-file.js';
import { ResourceQueries } from '../../resources/resource.queries.js';
import type { Creating } from '../../resources/resource-writing.js';
import { ResourceServices } from '../../resources/resource-services.js';
import { type WriteUnit, WriteUnits } from '../../resources/write-unit.js';
import { Event } from '../event.entity.js';
import { ArchiveIntake } from './archive.intake.js';
import type { Arriving } from './arriving-event.js';

export interface Importing extends Creating {
  readonly caller: User;
  readonly idempotent: IdempotentRequest | null;
}

/**
 * Makes an event of its archive by the services that requests go through, all in one transaction: so that a kill
 * leaves nothing but files for the sweeper.
 */
@Injectable()
export class EventImportService {
  constructor(
    private readonly intake: ArchiveIntake,
    private readonly services: ResourceServices,
    private readonly units: WriteUnits,
  ) {}

  /**
   * @returns the event, a draft of the caller's
   * @throws JsonApiError with the entry of the archive and pointers into it
   */
  take(archive: SpooledFile, { caller, idempotent, query }: Importing): Promise<ResourceAnswer> {
    return this.intake.open(archive, caller, ({ arriving, lids }) => {
      const documents = arriving.map(({ document }) => document);
      return this.units.run(documents, caller, async (unit) => {
        await idempotent?.begin(unit.transaction);
        const ids: string[] = [];
        for (const one of arriving) ids.push(await this.#create(one, unit, lids));
        const queries = new ResourceQueries(definitionOf(Event), unit);
        const answer = await queries.written(ids[0] ?? '', 201, { caller, query });
        await idempotent?.keep(unit.transaction, answer);
        return answer;
      });
    });
  }

  async #create(one: Arriving, unit: WriteUnit, lids: LocalIds): Promise<string> {
    const { document, lid } = one;
    // The unit knows a document's files by the document as it came, before its lids were known.
    const own = { ...unit, filesOf: () => unit.filesOf(document) };
    const resolved = document.withIds((type, other) => lids.idOf(type, other));
    const id = await located(one, () =>
      this.services.of(document.definition).createIn(own, resolved),
    );
    lids.assign(document.definition.type, lid, id);
    return id;
  }
}

/** A fault that points nowhere is about the resource. */
async function located<T>({ entry, pointer }: Arriving, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof JsonApiError)) throw error;
    const faults = error.faults.map((fault) =>
      inEntry(entry)(fault.source ? fault : { ...fault, source: { pointer } }),
    );
    throw new JsonApiError(faults, { cause: error });
  }
}
