import type { RelationshipDefinition } from '../resource/resource-definition.js';
import { namesOf, pascalCase, words } from './component-names.js';
import { refusals } from './error-responses.js';
import { linkage } from './linkage-schemas.js';
import { type Operation, signedIn } from './openapi.js';
import type { RelationshipSubject } from './relationship-operations.js';
import { body, idOf, written } from './resource-operations.js';
import { sampleLinkage } from './sample-document.js';
import { object } from './schema.js';

/** What the declaration says: others answer every change with 403. */
export function isChangeable({ readonly, writeOnce }: RelationshipDefinition): boolean {
  return !readonly && !writeOnce;
}

/** Only these have members. https://jsonapi.org/format/1.1/#crud-updating-to-many-relationships */
export function hasChangeableMembers(relationship: RelationshipDefinition): boolean {
  return isChangeable(relationship) && relationship.cardinality === 'many';
}

export function replaceLinkageOperation(subject: RelationshipSubject): Operation {
  return change(subject, { verb: 'replace', summary: 'Replace' });
}

export function addLinkageOperation(subject: RelationshipSubject): Operation {
  return change(subject, { verb: 'add', summary: 'Add to' });
}

export function removeLinkageOperation(subject: RelationshipSubject): Operation {
  return change(subject, { verb: 'remove', summary: 'Remove from' });
}

/** https://jsonapi.org/format/1.1/#crud-updating-relationships */
function change(
  { definition, facts, relationship }: RelationshipSubject,
  { summary, verb }: Readonly<Record<'summary' | 'verb', string>>,
): Operation {
  const { writableBy } = relationship;
  return {
    operationId: `${verb}${namesOf(definition).one}${pascalCase(relationship.name)}Relationship`,
    tags: [definition.type],
    summary: `${summary} the ${words(relationship.name)} of the ${words(definition.type)}`,
    ...(writableBy !== null && { description: `Written by: ${writableBy}.` }),
    security: signedIn,
    parameters: [idOf(definition)],
    requestBody: body(
      object({ data: linkage(relationship) }, ['data']),
      sampleLinkage(relationship),
    ),
    responses: {
      204: { description: 'So it is now.' },
      ...refusals(...written, ...facts.linkageStatuses),
    },
  };
}
