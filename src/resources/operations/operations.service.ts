import { Injectable } from '@nestjs/common';
import type { Caller } from '../../auth/caller.js';
import type { IdempotentRequest } from '../../idempotency/idempotent-request.js';
import {
  LocalIds,
  type Operation,
  type OperationTarget,
  atomicExtension,
} from '../../jsonapi/atomic/operation.js';
import { JsonApiError } from '../../jsonapi/errors/fault.js';
import { QueryParser } from '../../jsonapi/request/query.parser.js';
import { type ResourceDocument, resolveLids } from '../../jsonapi/request/resource-document.js';
import type { ResourceDefinition } from '../../jsonapi/resource/resource-definition.js';
import type { FramedAnswer } from '../../jsonapi/response/answer.js';
import { EncodedBody } from '../../jsonapi/response/encoded-body.js';
import { Serializer } from '../../jsonapi/response/serializer.js';
import type { ResourceRecord } from '../../jsonapi/response/resource-record.js';
import { ResourceQueries } from '../resource.queries.js';
import { ResourceServices } from '../resource-services.js';
import { type WriteUnit, WriteUnits } from '../write-unit.js';

/** What an operation leaves: the resource, or nothing to show. */
type OperationResult = ResourceRecord | null;

/** Carries out all operations of a request, or none, the pictures in them included. */
@Injectable()
export class OperationsService {
  constructor(
    private readonly services: ResourceServices,
    private readonly units: WriteUnits,
    private readonly parser: QueryParser,
    private readonly serializer: Serializer,
  ) {}

  /** @throws JsonApiError with pointers into the operation that failed; nothing is changed then */
  async run(
    operations: readonly Operation[],
    caller: Caller,
    idempotent: IdempotentRequest | null,
  ): Promise<FramedAnswer> {
    const documents = operations.flatMap((one) => ('document' in one ? [one.document] : []));
    for (const operation of operations)
      await located(operation, () => this.#admit(operation, caller));
    return this.units.run(documents, caller, async (unit) => {
      await idempotent?.begin(unit.transaction);
      const lids = new LocalIds();
      const results: OperationResult[] = [];
      for (const operation of operations)
        results.push(await located(operation, () => this.#one(operation, unit, lids)));
      const answer = this.#answer(results);
      await idempotent?.keep(unit.transaction, answer);
      return answer;
    });
  }

  async #admit(operation: Operation, caller: Caller): Promise<void> {
    const { kind } = operation;
    if (kind === 'add')
      await this.services
        .of(operation.definition)
        .admit(operation.document, { caller, mode: 'create', name: null });
    if (kind === 'update')
      await this.services
        .of(operation.target.definition)
        .admit(operation.document, { caller, mode: 'update', name: operation.target.id });
  }

  #answer(records: readonly OperationResult[]): FramedAnswer {
    const results = records.map((record) =>
      record ? `{"data":${this.serializer.resource(record)}}` : '{}',
    );
    const jsonapi = JSON.stringify({ version: '1.1', ext: [atomicExtension] });
    const document = `{"jsonapi":${jsonapi},"atomic:results":[${results.join(',')}]}`;
    const body = EncodedBody.document(document, { ext: atomicExtension });
    return { kind: 'framed', status: 200, headers: {}, body };
  }

  async #one(operation: Operation, unit: WriteUnit, lids: LocalIds): Promise<OperationResult> {
    if (operation.kind === 'add') return this.#add(operation, unit, lids);
    const { target } = operation;
    const service = this.services.of(target.definition);
    const name = nameOf(target, lids);
    switch (operation.kind) {
      case 'update': {
        const document = resolved(operation.document, lids);
        const id = await service.updateIn(within(unit, operation.document), { name }, document);
        return this.#read(target.definition, id, unit);
      }
      case 'remove':
        await service.deleteIn(unit, { name });
        return null;
      case 'link': {
        const linkage = resolveLids(operation.linkage.linkage, idOf(lids));
        await service.links.changeIn(unit, name, { ...operation.linkage, linkage });
        return null;
      }
    }
  }

  async #add(
    { definition, document, lid }: Extract<Operation, { readonly kind: 'add' }>,
    unit: WriteUnit,
    lids: LocalIds,
  ): Promise<OperationResult> {
    const service = this.services.of(definition);
    const id = await service.createIn(within(unit, document), resolved(document, lids));
    if (lid !== null) lids.assign(definition.type, lid, id);
    const reader = { ...unit, caller: service.readerOf(id, unit.caller) };
    return this.#read(definition, id, reader);
  }

  async #read(
    definition: ResourceDefinition,
    id: string,
    unit: WriteUnit,
  ): Promise<OperationResult> {
    const query = this.parser.parse('', definition, { families: [] });
    const queries = new ResourceQueries(definition, unit);
    const { result } = await queries.written(id, 200, { caller: unit.caller, query });
    return result.primary;
  }
}

const idOf = (lids: LocalIds) => (type: string, lid: string) => lids.idOf(type, lid);

function nameOf({ definition, id, lid }: OperationTarget, lids: LocalIds): string {
  return id ?? lids.idOf(definition.type, lid ?? '');
}

function resolved(document: ResourceDocument, lids: LocalIds): ResourceDocument {
  return document.withIds(idOf(lids));
}

/** The unit knows a document's pictures by the document as it came, before its lids were known. */
function within(unit: WriteUnit, document: ResourceDocument): WriteUnit {
  return { ...unit, filesOf: () => unit.filesOf(document) };
}

/** A fault that points nowhere is about what the operation names. */
async function located<T>(operation: Operation, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof JsonApiError)) throw error;
    const pointer = 'target' in operation ? operation.target.pointer : operation.pointer;
    const faults = error.faults.map((fault) =>
      fault.source && 'pointer' in fault.source ? fault : { ...fault, source: { pointer } },
    );
    throw new JsonApiError(faults, { cause: error });
  }
}
