import { ConstraintViolation } from '../database/constraint-errors.js';
import { alreadyTaken, inUse, relatedNotFound } from '../jsonapi/errors/data.errors.js';
import { invalidValue, missingMember } from '../jsonapi/errors/document.errors.js';
import { type Fault, JsonApiError } from '../jsonapi/errors/fault.js';
import type { LinkageDocument } from '../jsonapi/request/linkage.pipe.js';
import type { ResourceDocument } from '../jsonapi/request/resource-document.js';
import type {
  AttributeDefinition,
  RelationshipDefinition,
  ResourceDefinition,
} from '../jsonapi/resource/resource-definition.js';

/** What the database refused, in the words of the document; null where it was about something else. */
function constraintFaults(error: unknown, document: ResourceDocument): JsonApiError | null {
  if (!(error instanceof ConstraintViolation)) return null;
  const faults = fieldsOf(error, document).map((field) => faultOf(error, field, document));
  return faults.length === 0 ? null : new JsonApiError(faults, { cause: error });
}

type Field = AttributeDefinition | RelationshipDefinition;

/** Of several columns that are unique together, those that the client sent, or else all. */
function fieldsOf(
  { properties }: ConstraintViolation,
  document: ResourceDocument,
): readonly Field[] {
  const { attributes, relationships } = document.definition;
  const fields = [...attributes.values(), ...relationships.values()].filter(
    (field) => properties.includes(field.property) && !('derived' in field && field.derived),
  );
  const sent = fields.filter((field) => document.has(field));
  return (sent.length > 0 ? sent : fields).slice(0, 1);
}

function faultOf({ kind }: ConstraintViolation, field: Field, document: ResourceDocument): Fault {
  const pointer = document.pointerTo(field);
  if (kind === 'unique') return alreadyTaken(pointer, field.name);
  if (kind === 'foreign-key' && 'target' in field) {
    const linkage = document.relationships.get(field);
    const id = linkage && 'id' in linkage ? linkage.id : '';
    return relatedNotFound(document.pointerTo(field, 'data', 'id'), field.target().type, id);
  }
  return invalidValue(pointer, `"${field.name}" cannot be stored.`);
}

/** The same for a relationship by itself. */
export async function explainedLinkage(
  { pointer, relationship }: LinkageDocument,
  write: () => Promise<void>,
): Promise<void> {
  try {
    await write();
  } catch (cause) {
    if (!(cause instanceof ConstraintViolation)) throw cause;
    const { name } = relationship;
    const fault =
      cause.kind === 'not-null'
        ? missingMember(pointer, name)
        : invalidValue(pointer, `"${name}" cannot be stored.`);
    throw new JsonApiError(fault, { cause });
  }
}

/** What other rows refer to stays. */
export async function unneeded(
  { type }: ResourceDefinition,
  deletion: Promise<void>,
): Promise<void> {
  try {
    await deletion;
  } catch (cause) {
    if (!(cause instanceof ConstraintViolation)) throw cause;
    throw new JsonApiError(inUse(`Other resources refer to this ${type}.`), { cause });
  }
}

/** What a constraint refuses is told in the words of the document. */
export async function explained<T>(
  document: ResourceDocument,
  write: () => Promise<T>,
): Promise<T> {
  try {
    return await write();
  } catch (error) {
    throw constraintFaults(error, document) ?? error;
  }
}
