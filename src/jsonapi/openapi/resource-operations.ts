import { jsonApiType } from '../request/media-type.js';
import { collectionParameters, resourceParameters } from '../request/query.parser.js';
import type { ResourceDefinition } from '../resource/resource-definition.js';
import { namesOf, words } from './component-names.js';
import type { ResourceFacts } from './api-description.js';
import { refusals } from './error-responses.js';
import { type Content, type Operation, type Response, openToAll, signedIn } from './openapi.js';
import { parameterReference, parametersOf } from './query-parameters.js';
import { sampleCreation, sampleUpdate } from './sample-document.js';
import { type Schema, ref } from './schema.js';

/** Everything that an operation is described from. */
export interface Subject {
  readonly definition: ResourceDefinition;
  readonly facts: ResourceFacts;
}

export const written = [400, 401, 403, 404, 406, 409, 415, 422, 500];

export function listOperation({ definition }: Subject): Operation {
  const { many, one } = namesOf(definition);
  return {
    operationId: `list${many}`,
    tags: [definition.type],
    summary: `List ${words(definition.path)}`,
    security: openToAll,
    parameters: parametersOf(definition, collectionParameters),
    responses: {
      200: answer('A page of them.', ref(`${one}Collection`)),
      ...refusals(400, 401, 406, 500),
    },
  };
}

export function createOperation({ definition, facts }: Subject): Operation {
  const { one } = namesOf(definition);
  const location = {
    description: 'Equal to `links.self`.',
    schema: { type: 'string', format: 'uri' },
  };
  return {
    operationId: `create${one}`,
    tags: [definition.type],
    summary: `Create ${article(definition)}`,
    security: facts.anyoneMayCreate ? openToAll : signedIn,
    parameters: parametersOf(definition, resourceParameters),
    requestBody: body(ref(`${one}Create`), sampleCreation(definition)),
    responses: {
      201: { ...answer('Created.', ref(`${one}Document`)), headers: { Location: location } },
      ...refusals(...written, ...facts.writeStatuses),
    },
  };
}

export function readOperation({ definition }: Subject): Operation {
  const { one } = namesOf(definition);
  return {
    operationId: `get${one}`,
    tags: [definition.type],
    summary: `Read ${article(definition)}`,
    security: openToAll,
    parameters: [idOf(definition), ...parametersOf(definition, resourceParameters)],
    responses: {
      200: answer('The resource.', ref(`${one}Document`)),
      ...refusals(400, 401, 404, 406, 500),
    },
  };
}

export function updateOperation({ definition, facts }: Subject): Operation {
  const { one } = namesOf(definition);
  return {
    operationId: `update${one}`,
    tags: [definition.type],
    summary: `Change ${article(definition)}`,
    security: signedIn,
    parameters: [idOf(definition), ...parametersOf(definition, resourceParameters)],
    requestBody: body(ref(`${one}Update`), sampleUpdate(definition)),
    responses: {
      200: answer('As it is now.', ref(`${one}Document`)),
      ...refusals(...written, ...facts.writeStatuses),
    },
  };
}

export function deleteOperation({ definition }: Subject): Operation {
  const { one } = namesOf(definition);
  return {
    operationId: `delete${one}`,
    tags: [definition.type],
    summary: `Delete ${article(definition)}`,
    security: signedIn,
    parameters: [idOf(definition)],
    responses: { 204: { description: 'Gone.' }, ...refusals(400, 401, 403, 404, 406, 500) },
  };
}

export const idOf = (definition: ResourceDefinition) =>
  parameterReference(`${namesOf(definition).one}Id`);

export function answer(description: string, schema: Schema): Response {
  return { description, content: { [jsonApiType]: { schema } } };
}

function body(schema: Schema, sample: Schema): { required: true; content: Content } {
  const examples = { sample: { value: sample } };
  return { required: true, content: { [jsonApiType]: { schema, examples } } };
}

/** `an event`, `a speakers call`; an h or u that is spoken otherwise costs a letter, not a meaning. */
function article({ type }: ResourceDefinition): string {
  return `${/^[aeio]/.test(type) ? 'an' : 'a'} ${words(type)}`;
}
