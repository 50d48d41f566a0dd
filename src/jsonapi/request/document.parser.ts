import type { Linkage } from '../document.js';
import {
  clientIdForbidden,
  idMismatch,
  invalidDocument,
  typeMismatch,
} from '../errors/document.errors.js';
import { type Fault, JsonApiError } from '../errors/fault.js';
import { nearestPointer, pointerTo } from '../errors/pointer.js';
import type {
  AttributeDefinition,
  RelationshipDefinition,
  ResourceDefinition,
} from '../resource/resource-definition.js';
import { attributeFaults, readAttribute } from './attribute.parser.js';
import { fieldsOf, missingFaults, readRelationship } from './document-fields.js';
import { type DocumentOrigin, type Mode, ResourceDocument } from './resource-document.js';
import { type Members, isObject } from '../members.js';

/** What the URL says of the resource that the document describes. */
export interface ExpectedResource {
  readonly definition: ResourceDefinition;
  readonly mode: Mode;
  /** On update: the id of the resource that the URL names, by whatever name. */
  readonly name?: string | null;
  /** In an operation: the lid that names the resource in place of an id. */
  readonly lid?: string | null;
}

/**
 * A request's body → a typed document.
 *
 * @throws JsonApiError with all faults of the document together
 */
export function parseDocument(body: unknown, expected: ExpectedResource): ResourceDocument {
  // https://jsonapi.org/format/1.1/#crud-creating: "MUST include a single resource object as primary data"
  if (!isObject(body)) throw refuse('', 'The body must be a JSON object with the member "data".');
  if (!('data' in body)) throw refuse('', 'The document needs the member "data".');
  return parseResourceObject({ body, path: ['data'] }, body['data'], expected);
}

/** @param origin where the resource object stands in the body */
export function parseResourceObject(
  origin: DocumentOrigin,
  data: unknown,
  expected: ExpectedResource,
): ResourceDocument {
  if (!isObject(data))
    throw refuse(pointerTo(origin.path), 'A single resource object is needed here.');
  const head = identityFaults(data, origin, expected);
  const reading = readFields(data, origin, expected);
  const faults = [...head, ...reading.faults];
  if (faults.length > 0) throw new JsonApiError(faults);
  return reading.document;
}

function identityFaults(
  data: Members,
  origin: DocumentOrigin,
  expected: ExpectedResource,
): Fault[] {
  const { definition, lid = null, mode, name } = expected;
  const pointer = (member: string) => nearestPointer(origin.body, [...origin.path, member]);
  const faults: Fault[] = [];
  if (typeof data['type'] !== 'string')
    faults.push(invalidDocument(pointer('type'), 'A resource object needs a "type", a string.'));
  else if (data['type'] !== definition.type)
    faults.push(typeMismatch(pointer('type'), definition.type, data['type']));
  if ('lid' in data && typeof data['lid'] !== 'string')
    faults.push(invalidDocument(pointer('lid'), '"lid" must be a string.'));
  if (mode === 'create' && 'id' in data) faults.push(clientIdForbidden(pointer('id')));
  if (mode === 'update' && lid === null && typeof data['id'] !== 'string')
    faults.push(
      invalidDocument(pointer('id'), 'An update needs the "id" of the resource, a string.'),
    );
  else if (mode === 'update' && typeof name === 'string' && data['id'] !== name)
    faults.push(idMismatch(pointer('id'), name));
  return faults;
}

function readFields(data: Members, origin: DocumentOrigin, { definition, mode }: ExpectedResource) {
  const sent = fieldsOf(data, origin, definition);
  // Lists stay lists until the end: a stranger's can be longer than a call's arguments.
  const faults: (readonly Fault[])[] = [sent.faults];
  const taken = emptyFields();
  const settled = emptyFields();
  const fieldsFor = ({ writeOnce }: Pick<AttributeDefinition, 'writeOnce'>) =>
    writeOnce && mode === 'update' ? settled : taken;
  for (const attribute of sent.attributes) {
    if (!isTaken(attribute, sent.values[attribute.name], mode)) continue;
    const read = readAttribute(attribute, sent.values[attribute.name], origin);
    if ('fault' in read) faults.push([read.fault]);
    else fieldsFor(attribute).attributes.set(attribute, read.value);
  }
  for (const relationship of sent.relationships) {
    if (relationship.readonly) continue;
    const read = readRelationship(relationship, sent.linkages[relationship.name], origin);
    if ('faults' in read) faults.push(read.faults);
    else if ('linkage' in read)
      fieldsFor(relationship).relationships.set(relationship, read.linkage);
  }
  const document = new ResourceDocument(definition, { ...taken, settled }, origin);
  if (mode === 'create') faults.push(missingFaults(sent, origin, definition));
  return { document, faults: [...faults.flat(), ...attributeFaults(document)] };
}

function emptyFields() {
  return {
    attributes: new Map<AttributeDefinition, unknown>(),
    relationships: new Map<RelationshipDefinition, Linkage>(),
  };
}

/** What is not taken is ignored: clients send back whole documents. */
function isTaken({ clearable, readonly }: AttributeDefinition, wire: unknown, mode: Mode): boolean {
  return !readonly || (clearable && mode === 'update' && wire === null);
}

function refuse(pointer: string, detail: string): JsonApiError {
  return new JsonApiError(invalidDocument(pointer, detail));
}
