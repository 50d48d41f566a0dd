import 'reflect-metadata';
import { Validator } from '@seriousme/openapi-schema-validator';
import { beforeAll, describe, expect, test } from 'vitest';
import { buildOpenApi } from '../../src/jsonapi/openapi/build-openapi.js';
import { namesOf } from '../../src/jsonapi/openapi/component-names.js';
import type { OpenApi } from '../../src/jsonapi/openapi/openapi.js';
import { operators } from '../../src/jsonapi/request/filter.js';
import { DocumentPipe } from '../../src/jsonapi/request/document.pipe.js';
import { visibleCharacter } from '../../src/jsonapi/resource/visible-text.js';
import { describeApi, operationsOf, registry } from './described-api.js';

describe('The OpenAPI document', () => {
  let api: OpenApi;

  beforeAll(() => {
    api = JSON.parse(JSON.stringify(buildOpenApi(registry, describeApi()))) as OpenApi;
  });

  test('is valid by the official schema of OpenAPI 3.1', async () => {
    const validator = new Validator();
    const result = await validator.validate(structuredClone(api) as never);
    expect(result.errors ?? []).toEqual([]);
    expect(result.valid).toBe(true);
    expect(validator.version).toBe('3.1');
  });

  test('refers only to components that exist, and has none that nothing refers to', () => {
    const references = new Set(JSON.stringify(api).match(/#\/components\/[A-Za-z]+\/[A-Za-z]+/g));
    const components = Object.entries(api.components)
      .filter(([kind]) => kind !== 'securitySchemes')
      .flatMap(([kind, named]) => Object.keys(named).map((name) => `#/components/${kind}/${name}`));
    expect([...references].filter((name) => !components.includes(name))).toEqual([]);
    // What answers the methods that a path does not have can stand at none of those that it has.
    const unreferenced = components.filter((name) => !references.has(name));
    expect(unreferenced).toEqual(['#/components/responses/MethodNotAllowed']);
  });

  test('names every operation once', () => {
    const ids = operationsOf(api).map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(
      expect.arrayContaining([
        'listEvents',
        'createEvent',
        'getEvent',
        'updateEvent',
        'deleteEvent',
        'getEventOwner',
        'getUserOwnerEventsRelationship',
        'uploadImage',
        'logIn',
      ]),
    );
  });

  test('speaks of every readable and every writable attribute, and of no other', () => {
    for (const definition of registry.definitions) {
      const { attributes } = definition;
      const name = namesOf(definition).one;
      const read = [...attributes.values()].filter((one) => !one.writeOnly);
      const write = [...attributes.values()].filter((one) => !one.readonly);
      expect(membersOf(api.components.schemas[`${name}Attributes`])).toEqual(namesIn(read));
      expect(membersOf(createdAttributes(api, name))).toEqual(namesIn(write));
    }
  });

  test('takes limits from the validation rules', () => {
    const { properties, required } = createdAttributes(api, 'Event');
    expect(required).toEqual(['name', 'starts-at', 'ends-at', 'timezone']);
    expect(properties['name']).toMatchObject({
      type: 'string',
      maxLength: 255,
      pattern: visibleCharacter.source,
      description: 'Must have a character in it that can be seen.',
    });
    expect(properties['latitude']).toMatchObject({
      type: ['number', 'null'],
      minimum: -90,
      maximum: 90,
    });
    expect(properties['state']).toMatchObject({ enum: ['draft', 'published'] });
    expect(properties['ends-at']).toMatchObject({ description: 'Must be after "starts-at".' });
    expect(properties['timezone']).toMatchObject({
      description: 'Must be an IANA time zone, such as Europe/Berlin.',
    });
  });

  test('says that image attributes take data URIs and give URLs', () => {
    const { properties } = createdAttributes(api, 'Event');
    expect(properties['original-image-url']).toMatchObject({
      type: ['string', 'null'],
      description: expect.stringContaining('data:image/') as string,
    });
    const read = api.components.schemas['EventAttributes'] as unknown as ObjectSchema;
    expect(read.properties['original-image-url']).toMatchObject({ format: 'uri' });
    expect(read.properties['large-image-url']).toMatchObject({ format: 'uri', readOnly: true });
    expect(JSON.stringify(api.components.schemas['Event'])).toContain('ThumbHash');
  });

  test('shows samples that pass the rules of their own resources', () => {
    for (const definition of registry.definitions) {
      const route = api.paths[`/v1/${definition.path}`]?.post;
      const content = route?.requestBody?.content['application/vnd.api+json'];
      const body = content?.examples?.['sample']?.value;
      expect(() =>
        new DocumentPipe(definition, 'create').transform({ body, id: null }),
      ).not.toThrow();
    }
  });

  test('uses the media type of the standard for every resource and every refusal', () => {
    // Whole events travel as archives.
    const routes = Object.entries(api.paths).filter(([path]) =>
      /^\/v1\/(events|users)(?!.*\/(export|import)$)/.test(path),
    );
    const described = JSON.stringify([routes, api.components.responses]);
    const types = described.match(/"application\/[^"\\]+(\\"[^"]+\\")?":/g) ?? [];
    const paged =
      'application/vnd.api+json;profile="https://jsonapi.org/profiles/ethanresnick/cursor-pagination/"';
    expect(new Set(types)).toEqual(
      new Set(['"application/vnd.api+json":', `${JSON.stringify(paged)}:`]),
    );
  });

  test('asks for a token where one is needed', () => {
    expect(api.paths['/v1/events']?.post?.security).toEqual([{ bearer: [] }]);
    expect(api.paths['/v1/users']?.post?.security).toEqual([{}, { bearer: [] }]);
    expect(api.paths['/v1/events']?.get?.security).toEqual([{}, { bearer: [] }]);
  });

  test('shows an errors document for each status', () => {
    const refused = api.components.responses['UnprocessableEntity'];
    const examples = refused?.content?.['application/vnd.api+json']?.examples ?? {};
    expect(examples['picture-damaged']?.value).toMatchObject({
      errors: [
        {
          status: '422',
          code: 'picture-damaged',
          source: { pointer: expect.any(String) as string },
        },
      ],
    });
    const refusals = operationsOf(api)
      .filter(({ operationId }) => operationId !== 'isReady')
      .flatMap(({ responses }) => Object.entries(responses))
      .filter(([status]) => Number(status) >= 400);
    expect(refusals.filter(([, response]) => !('$ref' in response))).toEqual([]);
  });

  test('says of conditions, repeats and cursors which headers carry them', () => {
    const parametersOf = (operationId: string) =>
      operationsOf(api)
        .find((one) => one.operationId === operationId)
        ?.parameters?.map((one) => ('$ref' in one ? one.$ref.split('/').at(-1) : one.name)) ?? [];
    const headers = new Set(['IfMatch', 'IfNoneMatch', 'IdempotencyKey']);
    const headersOf = (operationId: string) =>
      parametersOf(operationId).filter((name) => headers.has(name ?? ''));
    expect(headersOf('listEvents')).toEqual(['IfNoneMatch']);
    expect(headersOf('createEvent')).toEqual(['IdempotencyKey']);
    expect(headersOf('updateEvent')).toEqual(['IfMatch']);
    expect(headersOf('deleteEvent')).toEqual(['IfMatch']);
    expect(headersOf('runOperations')).toEqual(['IdempotencyKey']);
    expect(parametersOf('listEvents')).toEqual(expect.arrayContaining(['PageAfter', 'PageBefore']));
  });

  test('names the request in every answer', () => {
    const inline = operationsOf(api)
      .flatMap(({ responses }) => Object.values(responses))
      .filter((response) => !('$ref' in response));
    const answers = [...inline, ...Object.values(api.components.responses)];
    const nameless = answers.filter((one) => !('headers' in one && one.headers?.['X-Request-Id']));
    expect(nameless).toEqual([]);
  });

  test('offers for each attribute the operators that compare it', () => {
    const { parameters } = api.components;
    const operatorsOf = (name: string) =>
      Object.keys(parameters[name]?.schema?.['properties'] ?? {});
    expect(operatorsOf('EventFilterStartsAt')).toEqual(['eq', 'ne', 'lt', 'le', 'gt', 'ge', 'in']);
    expect(operatorsOf('EventFilterName')).toEqual([...operators]);
    expect(parameters['EventFilterStartsAt']).toMatchObject({
      style: 'deepObject',
      schema: { properties: { ge: { type: 'string', format: 'date-time' } } },
    });
  });

  test('refuses two components of one name', () => {
    const description = describeApi();
    const schemas = { Event: {} };
    const clash = { tag: { name: 'x', description: 'x' }, paths: {}, schemas };
    expect(() =>
      buildOpenApi(registry, { ...description, endpoints: [...description.endpoints, clash] }),
    ).toThrow('"Event"');
  });
});

interface ObjectSchema {
  readonly required: readonly string[];
  readonly properties: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

function createdAttributes(api: OpenApi, name: string): ObjectSchema {
  const resource = api.components.schemas[`New${name}`] as unknown as ObjectSchema;
  return resource.properties['attributes'] as unknown as ObjectSchema;
}

const membersOf = (schema: unknown) => Object.keys((schema as ObjectSchema).properties).sort();
const namesIn = (fields: readonly { readonly name: string }[]) =>
  fields.map(({ name }) => name).sort();
