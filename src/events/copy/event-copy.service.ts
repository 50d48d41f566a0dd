import { Injectable } from '@nestjs/common';
import type { User } from '../../auth/caller.js';
import { type CopiedPart, RowCopier } from '../../database/row.copier.js';
import type { RowValues } from '../../database/resource.writer.js';
import type { IdempotentRequest } from '../../idempotency/idempotent-request.js';
import { notFound } from '../../jsonapi/errors/data.errors.js';
import { JsonApiError } from '../../jsonapi/errors/fault.js';
import { definitionOf } from '../../jsonapi/resource/define-resource.js';
import type { ResourceDefinition } from '../../jsonapi/resource/resource-definition.js';
import { ResourceRegistry } from '../../jsonapi/resource/resource-registry.js';
import type { ResourceAnswer } from '../../jsonapi/response/answer.js';
import { AttachmentLedger } from '../../media/ledger/attachment.ledger.js';
import { partsOf } from '../../resources/parts.js';
import { recordCopies } from '../../resources/privileged-writes.js';
import { isDeleted } from '../../resources/restoring.js';
import { ResourceQueries } from '../../resources/resource.queries.js';
import type { Creating } from '../../resources/resource-writing.js';
import { ResourceTools } from '../../resources/resource-tools.js';
import type { WriteUnit } from '../../resources/write-unit.js';
import { Event } from '../event.entity.js';
import { createIdentifier } from '../events.service.js';

/** What people have said of an event is about that event, and no other. */
const leftOut = new Set(['feedback']);

const definition = definitionOf(Event);

export interface Copying extends Creating {
  readonly caller: User;
  readonly idempotent: IdempotentRequest | null;
}

/** Copies an event with all that hangs on it; both show the same pictures. */
@Injectable()
export class EventCopyService {
  constructor(
    private readonly tools: ResourceTools,
    private readonly copier: RowCopier,
    private readonly attachments: AttachmentLedger,
    private readonly registry: ResourceRegistry,
  ) {}

  /**
   * @param name of the event, as the URL names it
   * @throws JsonApiError 403 to those who may not edit the event, 404
   */
  copy(name: string, { caller, idempotent, query }: Copying): Promise<ResourceAnswer> {
    return this.tools.units.run([], caller, async (unit) => {
      await idempotent?.begin(unit.transaction);
      const id = await this.#copyIn(unit, name, caller);
      const queries = new ResourceQueries(definition, unit);
      const answer = await queries.written(id, 201, { caller, query });
      await idempotent?.keep(unit.transaction, answer);
      return answer;
    });
  }

  async #copyIn(unit: WriteUnit, name: string, caller: User): Promise<string> {
    const { access, transaction } = unit;
    const { id } = await access.requireWrite(definition, name, { action: 'update', caller });
    const row = { definition, id };
    const current = await this.tools.writer.lock(transaction, row);
    if (current === null || isDeleted(definition, current))
      throw new JsonApiError(notFound(`event "${name}"`));
    const event = { ...row, values: ofCopy(caller) };
    const copies = await this.copier.copy(transaction, event, this.#parts(caller));
    await this.attachments.share(transaction, copies);
    await recordCopies(unit, copies);
    return copies[0]?.to[0] ?? '';
  }

  #parts(caller: User): readonly CopiedPart[] {
    return partsOf(definition, this.registry)
      .filter((part) => !leftOut.has(part.definition.type))
      .map((part) => ({
        definition: part.definition,
        hangsBy: part.relationship.property,
        values: enteredBy(part.definition, caller),
      }));
  }
}

/** A copy is a draft of whoever makes it, and nobody has featured it yet. */
function ofCopy({ id }: User): RowValues {
  return {
    identifier: createIdentifier(),
    state: 'draft',
    schedulePublishedOn: null,
    isFeatured: false,
    isPromoted: false,
    owner: { id },
  };
}

/** Submitters have submitted to the other event: here it is whoever copies that has entered everything. */
function enteredBy({ relationships }: ResourceDefinition, { id }: User): RowValues {
  const byServer = [...relationships.values()].filter(
    ({ cardinality, readonly, target }) =>
      cardinality === 'one' && readonly && target().type === 'user',
  );
  return Object.fromEntries(byServer.map(({ property }) => [property, { id }]));
}
