import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LinkWriter } from '../../src/database/link.writer.js';
import type { Method, OpenApi } from '../../src/jsonapi/openapi/openapi.js';
import { JsonApiError } from '../../src/jsonapi/errors/fault.js';
import { ResourceRegistry } from '../../src/jsonapi/resource/resource-registry.js';
import { requireLinkable } from '../../src/resources/linkable.js';
import { type TestApp, startTestApp } from '../support/app.js';
import { type ServedRoute, servedRoutes } from './served-routes.js';

/** For people, and without an API to describe. */
const pages = new Set([
  '/',
  '/docs',
  '/docs/:name',
  '/openapi.json',
  '/assets/:name',
  '/verify',
  '/reset-password',
]);
const changes = { patch: 'replace', post: 'add', delete: 'remove' } as const;

describe('The OpenAPI document of the running server', () => {
  let app: TestApp;
  let api: OpenApi;
  let served: readonly ServedRoute[];

  beforeAll(async () => {
    app = await startTestApp();
    api = (await (await fetch(`${app.url}/openapi.json`)).json()) as OpenApi;
    served = servedRoutes(app.nest);
  });
  afterAll(() => app.close());

  test('describes every route that is served', () => {
    const described = describedIn(api);
    const silent = served
      // Which relationships there are, and what may be done to them, is not the router's to know.
      .filter(({ pattern }) => !pages.has(pattern) && !pattern.includes(':relationship'))
      .filter(
        ({ matches, method }) =>
          !described.some((one) => one.method === method && matches(one.path)),
      );
    expect(silent.map(({ method, pattern }) => `${method} ${pattern}`)).toEqual([]);
  });

  test('describes no route that is not served', () => {
    const dead = describedIn(api).filter(
      ({ method, path }) => !served.some((one) => one.method === method && one.matches(path)),
    );
    expect(dead).toEqual([]);
  });

  test('offers the relationship writes that the server carries out, and no others', () => {
    const links = app.nest.get(LinkWriter);
    for (const definition of app.nest.get(ResourceRegistry).definitions)
      for (const relationship of definition.relationships.values()) {
        const path = `/v1/${definition.path}/{id}/relationships/${relationship.name}`;
        const taken = Object.entries(changes)
          .filter(([, change]) =>
            isTaken(() => requireLinkable(definition, relationship, { change, links })),
          )
          .map(([method]) => method);
        const offered = Object.keys(api.paths[path] ?? {}).filter((method) => method !== 'get');
        expect({ path, offered }).toEqual({ path, offered: taken });
      }
  });
});

function describedIn({ paths }: OpenApi): readonly { method: Method; path: string }[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.keys(item).map((method) => ({
      method: method as Method,
      // Whatever stands in the place of a parameter.
      path: path.replace(/\{\w+\}/g, '1'),
    })),
  );
}

function isTaken(require: () => void): boolean {
  try {
    require();
    return true;
  } catch (error) {
    if (error instanceof JsonApiError) return false;
    throw error;
  }
}
