import { invalidDocument, tooManyOperations, typeMismatch } from '../errors/document.errors.js';
import { type Fault, JsonApiError } from '../errors/fault.js';
import { pointerTo } from '../errors/pointer.js';
import { parseResourceObject } from '../request/document.parser.js';
import { parseLinkage } from '../request/linkage.parser.js';
import { LocalIds, type Operation } from './operation.js';
import {
  type OperationOrigin,
  type OperationPlace,
  type OperationTargetParser,
  refuse,
} from './operation-target.parser.js';
import { isObject } from '../members.js';

export const maximumOperations = 100;

const changes = { add: 'add', update: 'replace', remove: 'remove' } as const;
type Op = keyof typeof changes;

/** Turns the body of an atomic request into operations. https://jsonapi.org/ext/atomic/#document-structure */
export class OperationsParser {
  constructor(private readonly targets: OperationTargetParser) {}

  /** @throws JsonApiError with the faults of all operations together */
  parse(body: unknown): readonly Operation[] {
    const list = listIn(body);
    const lids = new LocalIds();
    const faults: Fault[] = [];
    const operations = list.flatMap((operation, index) => {
      try {
        return [this.#operation(operation, { body, path: ['atomic:operations', index], lids })];
      } catch (error) {
        if (!(error instanceof JsonApiError)) throw error;
        faults.push(...error.faults);
        return [];
      }
    });
    if (faults.length > 0) throw new JsonApiError(faults);
    return operations;
  }

  #operation(operation: unknown, origin: OperationOrigin): Operation {
    if (!isObject(operation)) throw refuse(origin, [], 'An operation must be an object.');
    const { data, op } = operation;
    if (op !== 'add' && op !== 'update' && op !== 'remove')
      throw refuse(origin, ['op'], '"op" must be "add", "update" or "remove".');
    const place = this.targets.parse(operation, origin);
    if (place?.relationship) return link(op, data, { place, origin });
    if (op === 'add') return this.#add(data, place, origin);
    return op === 'update' ? this.#update(data, place, origin) : remove(place, origin);
  }

  #add(data: unknown, place: OperationPlace | null, origin: OperationOrigin): Operation {
    if (place?.target) throw refuse(origin, ['op'], 'What is there already cannot be added.');
    if (!isObject(data)) throw refuse(origin, ['data'], 'The resource to add is needed in "data".');
    const { lid = null, type } = data;
    const definition = place?.definition ?? this.targets.definitionOf(type, origin);
    const path = [...origin.path, 'data'];
    if (typeof lid === 'string' && !origin.lids.declare(definition.type, lid))
      throw refuse(origin, ['data', 'lid'], 'An earlier operation has this lid already.');
    const document = parseResourceObject({ ...origin, path }, data, { definition, mode: 'create' });
    const named = typeof lid === 'string' ? lid : null;
    return { kind: 'add', definition, document, lid: named, pointer: pointerTo(origin.path) };
  }

  #update(data: unknown, place: OperationPlace | null, origin: OperationOrigin): Operation {
    if (!isObject(data)) throw refuse(origin, ['data'], 'The resource is needed in "data".');
    const { definition, target } = place ?? this.targets.identify(data, origin, ['data']);
    if (target === null) throw refuse(origin, ['href'], 'A collection cannot be updated.');
    const path = [...origin.path, 'data'];
    if (data['type'] !== definition.type)
      throw new JsonApiError(
        typeMismatch(pointerTo([...path, 'type']), definition.type, data['type']),
      );
    const expected = { definition, mode: 'update', name: target.id, lid: target.lid } as const;
    return {
      kind: 'update',
      target,
      document: parseResourceObject({ ...origin, path }, data, expected),
    };
  }
}

function remove(place: OperationPlace | null, origin: OperationOrigin): Operation {
  if (place === null) throw refuse(origin, [], 'A "ref" or "href" is needed to remove something.');
  if (place.target === null) throw refuse(origin, ['href'], 'A collection cannot be removed.');
  return { kind: 'remove', target: place.target };
}

function link(
  op: Op,
  data: unknown,
  { origin, place }: { readonly origin: OperationOrigin; readonly place: OperationPlace },
): Operation {
  const { relationship, target } = place;
  if (relationship === null || target === null) throw refuse(origin, [], 'A resource is needed.');
  const path = [...origin.path, 'data'];
  if (data === undefined) throw refuse(origin, ['data'], 'The linkage is needed in "data".');
  const parsed = parseLinkage(data, relationship, { ...origin, path });
  if ('faults' in parsed) throw new JsonApiError(parsed.faults);
  const linkage = {
    relationship,
    linkage: parsed.linkage,
    pointer: pointerTo(path),
    change: changes[op],
  };
  return { kind: 'link', target, relationship, linkage };
}

function listIn(body: unknown): readonly unknown[] {
  const list = isObject(body) ? body['atomic:operations'] : undefined;
  if (!Array.isArray(list) || list.length === 0) {
    const detail = 'The document needs "atomic:operations", an array of at least one operation.';
    const pointer = list === undefined ? '' : '/atomic:operations';
    throw new JsonApiError(invalidDocument(pointer, detail));
  }
  if (list.length > maximumOperations)
    throw new JsonApiError(tooManyOperations(maximumOperations, list.length));
  return list as readonly unknown[];
}
