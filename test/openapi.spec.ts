import 'reflect-metadata';
import { readFile } from 'node:fs/promises';
import { Validator } from '@seriousme/openapi-schema-validator';
import openapiTS, { astToString } from 'openapi-typescript';
import ts from 'typescript';
import { beforeAll, describe, expect, test } from 'vitest';
import { resources } from '../src/app.entities.js';
import { buildOpenApi } from '../src/jsonapi/openapi/build-openapi.js';
import { namesOf } from '../src/jsonapi/openapi/component-names.js';
import type { OpenApi, Operation } from '../src/jsonapi/openapi/openapi.js';
import { DocumentPipe } from '../src/jsonapi/request/document.pipe.js';
import { ResourceRegistry } from '../src/jsonapi/resource/resource-registry.js';
import { apiDescription } from '../src/site/api-document.js';

const registry = new ResourceRegistry(resources);
const manifest = { version: '1.2.3', description: 'What it is' };

describe('The OpenAPI document', () => {
  let api: OpenApi;

  beforeAll(() => {
    const description = apiDescription(manifest, ({ type }) => type === 'user');
    api = JSON.parse(JSON.stringify(buildOpenApi(registry, description))) as OpenApi;
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
    // Refusals that no route can end with yet would be noise.
    expect(components.filter((name) => !references.has(name))).toEqual([]);
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
    expect(properties['name']).toEqual({ type: 'string', minLength: 1, maxLength: 255 });
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
    const routes = Object.entries(api.paths).filter(([path]) => /^\/v1\/(events|users)/.test(path));
    const described = JSON.stringify([routes, api.components.responses]);
    const types = described.match(/"application\/[a-z.+]+":/g) ?? [];
    expect(new Set(types)).toEqual(new Set(['"application/vnd.api+json":']));
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

  test('refuses two components of one name', () => {
    const description = apiDescription(manifest, () => false);
    const schemas = { Event: {} };
    const clash = { tag: { name: 'x', description: 'x' }, paths: {}, schemas };
    expect(() =>
      buildOpenApi(registry, { ...description, endpoints: [...description.endpoints, clash] }),
    ).toThrow('"Event"');
  });

  test('gives types with which a client compiles and a wrong one does not', async () => {
    const types = astToString(await openapiTS(structuredClone(api) as never, { silent: true }));
    const client = await readFile(new URL('support/typed-client.ts.txt', import.meta.url), 'utf8');
    expect(compile({ 'api.d.ts': types, 'client.ts': client })).toEqual([]);
  });
});

interface ObjectSchema {
  readonly required: readonly string[];
  readonly properties: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

function createdAttributes(api: OpenApi, name: string): ObjectSchema {
  const document = api.components.schemas[`${name}Create`] as unknown as ObjectSchema;
  const data = document.properties['data'] as unknown as ObjectSchema;
  return data.properties['attributes'] as unknown as ObjectSchema;
}

const membersOf = (schema: unknown) => Object.keys((schema as ObjectSchema).properties).sort();
const namesIn = (fields: readonly { readonly name: string }[]) =>
  fields.map(({ name }) => name).sort();

function operationsOf(api: OpenApi): readonly Operation[] {
  return Object.values(api.paths).flatMap((item) => Object.values(item));
}

/** Compiles files that exist in memory only. @returns messages of what is wrong */
function compile(sources: Readonly<Record<string, string>>): string[] {
  const options: ts.CompilerOptions = {
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    skipLibCheck: true,
    lib: ['lib.es2023.d.ts'],
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    types: [],
  };
  const host = ts.createCompilerHost(options);
  const disk = ts.createCompilerHost(options);
  const known = (path: string) => sources[path.split('/').at(-1) ?? ''];
  host.fileExists = (path) => known(path) !== undefined || disk.fileExists(path);
  host.readFile = (path) => known(path) ?? disk.readFile(path);
  host.getSourceFile = (path, version) => {
    const text = known(path);
    return text === undefined
      ? disk.getSourceFile(path, version)
      : ts.createSourceFile(path, text, version);
  };
  const program = ts.createProgram(Object.keys(sources), options, host);
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}
