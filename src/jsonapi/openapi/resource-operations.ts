import { cursorPagination } from '../document.js';
import { jsonApiType } from '../request/media-type.js';
import {
  collectionParameters,
  resourceParameters,
  trashParameters,
} from '../request/parameter-family.js';
import type { ResourceDefinition } from '../resource/resource-definition.js';
import { namesOf, words } from './component-names.js';
import type { ResourceFacts } from './api-description.js';
import { refusals } from './error-responses.js';
import { type Content, type Operation, type Response, openToAll, signedIn } from './openapi.js';
import { parameterReference, parametersOf } from './query-parameters.js';
import { requestHeader } from './request-headers.js';
import { entityTag, location, notModified } from './response-headers.js';
import { sampleCreation, sampleUpdate } from './sample-document.js';
import { type Schema, ref } from './schema.js';

/** Everything that an operation is described from. */
export interface Subject {
  readonly definition: ResourceDefinition;
  readonly facts: ResourceFacts;
}

export const written = [400, 401, 403, 404, 406, 409, 415, 422, 500];

export function listOperation({ definition }: Pick<Subject, 'definition'>): Operation {
  const { many, one } = namesOf(definition);
  return {
    operationId: `list${many}`,
    tags: [definition.type],
    summary: `List ${words(definition.path)}`,
    security: openToAll,
    parameters: [
      ...parametersOf(definition, [...collectionParameters, ...trashParameters(definition)]),
      requestHeader('IfNoneMatch'),
    ],
    responses: {
      200: pageAnswer('A page of them.', ref(`${one}Collection`)),
      304: notModified,
      ...refusals(400, 401, 406, 500),
    },
  };
}

export function createOperation({ definition, facts }: Subject): Operation {
  const { one } = namesOf(definition);
  const created = answer('Created.', ref(`${one}Document`));
  return {
    operationId: `create${one}`,
    tags: [definition.type],
    summary: `Create ${article(definition)}`,
    security: facts.anyoneMayCreate ? openToAll : signedIn,
    parameters: [...parametersOf(definition, resourceParameters), requestHeader('IdempotencyKey')],
    requestBody: body(ref(`${one}Create`), sampleCreation(definition)),
    responses: {
      201: { ...created, headers: { ...created.headers, ...location } },
      ...refusals(...written, ...facts.writeStatuses),
    },
  };
}

export function readOperation({ definition }: Pick<Subject, 'definition'>): Operation {
  const { one } = namesOf(definition);
  return {
    operationId: `get${one}`,
    tags: [definition.type],
    summary: `Read ${article(definition)}`,
    security: openToAll,
    parameters: [
      idOf(definition),
      ...parametersOf(definition, [...resourceParameters, ...trashParameters(definition)]),
      requestHeader('IfNoneMatch'),
    ],
    responses: {
      200: answer('The resource.', ref(`${one}Document`)),
      304: notModified,
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
    parameters: [
      idOf(definition),
      ...parametersOf(definition, [...resourceParameters, ...trashParameters(definition)]),
      requestHeader('IfMatch'),
    ],
    requestBody: body(ref(`${one}Update`), sampleUpdate(definition)),
    responses: {
      200: answer('As it is now.', ref(`${one}Document`)),
      ...refusals(...written, 412, ...facts.writeStatuses),
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
    parameters: [
      idOf(definition),
      ...parametersOf(definition, trashParameters(definition)),
      requestHeader('IfMatch'),
    ],
    responses: {
      204: { description: 'Gone.' },
      ...refusals(400, 401, 403, 404, 406, 409, 412, 500),
    },
  };
}

export const idOf = (definition: ResourceDefinition) =>
  parameterReference(`${namesOf(definition).one}Id`);

export function answer(description: string, schema: Schema): Response {
  return { description, headers: entityTag, content: { [jsonApiType]: { schema } } };
}

/** Pages go by number, or by cursor where the client asks for that, by a parameter or in Accept. */
export function pageAnswer(description: string, schema: Schema): Response {
  const byCursor = `${jsonApiType};profile="${cursorPagination}"`;
  const answered = answer(description, schema);
  return { ...answered, content: { ...answered.content, [byCursor]: { schema } } };
}

export function body(schema: Schema, sample: Schema): { required: true; content: Content } {
  const examples = { sample: { value: sample } };
  return { required: true, content: { [jsonApiType]: { schema, examples } } };
}

/** `an event`, `a speakers call`; an h or u that is spoken otherwise costs a letter, not a meaning. */
function article({ type }: ResourceDefinition): string {
  return `${/^[aeio]/.test(type) ? 'an' : 'a'} ${words(type)}`;
}
