import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import addFormats from 'ajv-formats';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { violations } from '../support/json-api-validator.js';

/** json-api/json-api's schemas with their fixtures: not ours to hand on, so they lie beside a clone or nowhere. */
const folder = resolve(import.meta.dirname, '../../../shared/jsonapi-schema');

const schemas = {
  response: 'schema.json',
  create: 'schema_create_resource.json',
  update: 'schema_update_resource.json',
  linkage: 'schema_update_relationship.json',
} as const;

type Role = keyof typeof schemas;

/** Where 1.1 or the schemas say otherwise than the fixture does, with the reason. */
const judgedOtherwise: ReadonlyMap<string, string> = new Map([
  [
    '1.0/tests/response/invalid/links/link_must_be_valid_uri.json',
    'links of 1.1 are URI references, and "wrong" is a relative path',
  ],
]);

const absent =
  'the folder ../shared/jsonapi-schema with the schemas of json-api/json-api is not here';

test('the validator judges every fixture of json-api/json-api as its folder says', ({ skip }) => {
  skip(!existsSync(folder), absent);
  const fixtures = ['1.0', '1.1'].flatMap(fixturesOf);
  const disagreements = fixtures.flatMap(({ document, name, role, valid }) => {
    const found = violations(document, { role });
    return (found.length === 0) === (valid || judgedOtherwise.has(name)) ? [] : [{ name, found }];
  });
  expect(fixtures.length).toBeGreaterThan(90);
  expect(disagreements).toEqual([]);
});

test('the validator judges the fixtures of 1.1 as the schemas of 1.1 do', ({ skip }) => {
  skip(!existsSync(folder), absent);
  const ajv = addFormats.default(new Ajv2020({ strict: false }));
  for (const name of Object.values(schemas)) ajv.addSchema(read(join(folder, '1.1', name)), name);
  const disagreements = fixturesOf('1.1').flatMap(({ document, name, role }) => {
    const found = violations(document, { role });
    return (found.length === 0) === ajv.validate(schemas[role], document) ? [] : [{ name, found }];
  });
  expect(disagreements).toEqual([]);
});

function fixturesOf(version: string) {
  const base = join(folder, version, 'tests');
  return readdirSync(base, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json'))
    .map((file) => ({
      version,
      name: `${version}/tests/${file}`,
      document: read(join(base, file)),
      valid: !file.includes('invalid'),
      role: roleOf(file),
    }));
}

function roleOf(file: string): Role {
  if (file.includes('resource/create')) return 'create';
  if (file.includes('resource/update')) return 'update';
  return file.includes('relationship/update') ? 'linkage' : 'response';
}

function read(path: string): object {
  return JSON.parse(readFileSync(path, 'utf8')) as object;
}
