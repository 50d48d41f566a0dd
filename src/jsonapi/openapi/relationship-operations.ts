import {
  collectionParameters,
  resourceParameters,
  trashParameters,
} from '../request/parameter-family.js';
import type { RelationshipDefinition } from '../resource/resource-definition.js';
import { namesOf, pascalCase, words } from './component-names.js';
import { refusals } from './error-responses.js';
import { linkage } from './linkage-schemas.js';
import { type Operation, type Parameter, type Reference, openToAll } from './openapi.js';
import { includeParameter, parametersOf } from './query-parameters.js';
import { requestHeader } from './request-headers.js';
import { type Subject, answer, idOf, pageAnswer } from './resource-operations.js';
import { collectionOf, document } from './resource-schemas.js';
import { notModified } from './response-headers.js';
import { nullable, ref } from './schema.js';

export interface RelationshipSubject extends Subject {
  readonly relationship: RelationshipDefinition;
}

/** The related resources themselves. https://jsonapi.org/format/1.1/#fetching-resources */
export function relatedOperation({ definition, relationship }: RelationshipSubject): Operation {
  const target = relationship.target();
  const { one } = namesOf(target);
  const found =
    relationship.cardinality === 'one'
      ? answer('What is related.', document(nullable(ref(one))))
      : pageAnswer('A page of what is related.', ref(`${one}Collection`));
  return {
    operationId: `get${namesOf(definition).one}${pascalCase(relationship.name)}`,
    tags: [definition.type],
    summary: `Read the ${words(relationship.name)} of the ${words(definition.type)}`,
    security: openToAll,
    parameters: [
      idOf(definition),
      ...parametersOf(target, [...familiesOf(relationship), ...trashParameters(target)]),
      requestHeader('IfNoneMatch'),
    ],
    responses: { 200: found, 304: notModified, ...refusals(400, 401, 404, 406, 500) },
  };
}

/** The linkage. https://jsonapi.org/format/1.1/#fetching-relationships */
export function linkageOperation({ definition, relationship }: RelationshipSubject): Operation {
  const found =
    relationship.cardinality === 'one'
      ? answer('A resource identifier, or null.', document(linkage(relationship)))
      : pageAnswer('A page of resource identifiers.', collectionOf(linkage(relationship)));
  return {
    operationId: `get${namesOf(definition).one}${pascalCase(relationship.name)}Relationship`,
    tags: [definition.type],
    summary: `Read which ${words(relationship.name)} the ${words(definition.type)} has`,
    security: openToAll,
    parameters: linkageParameters(definition, relationship),
    responses: {
      200: found,
      304: notModified,
      ...refusals(400, 401, 404, 406, 500),
    },
  };
}

/** Paths of `include` begin with the relationship itself here. */
function linkageParameters(
  definition: RelationshipSubject['definition'],
  relationship: RelationshipDefinition,
): readonly (Parameter | Reference)[] {
  const families = familiesOf(relationship).filter((family) => family !== 'include');
  return [
    idOf(definition),
    includeParameter([relationship]),
    ...parametersOf(relationship.target(), families),
    requestHeader('IfNoneMatch'),
  ];
}

function familiesOf({ cardinality }: RelationshipDefinition) {
  return cardinality === 'many' ? collectionParameters : resourceParameters;
}
