import { once } from 'node:events';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { Api } from './support/api.js';
import { type TestApp, startTestApp } from './support/app.js';
import { OpenApiJudge, judgeOf } from './support/openapi-judge.js';

let app: TestApp;
let judge: OpenApiJudge;

beforeAll(async () => {
  app = await startTestApp();
  judge = await judgeOf(app.url);
});

afterAll(() => app.close());

it('finds what an answer has otherwise than the OpenAPI document says', async () => {
  const user = await new Api(app).signUp();
  const { document, headers, status } = await new Api(app).get(`/v1/users/${user.id}`, user);
  const contentType = headers.get('content-type');
  const answer = { method: 'GET', path: `/v1/users/${user.id}`, status, contentType };
  expect(judge.problems({ ...answer, document })).toEqual([]);
  const { attributes } = document.data;
  for (const wrong of [
    { ...attributes, 'is-admin': 'no' },
    { ...attributes, 'first-name': 7 },
    { ...attributes, 'created-at': 'yesterday' },
  ]) {
    const changed = { ...document, data: { ...document.data, attributes: wrong } };
    expect(judge.problems({ ...answer, document: changed })).not.toEqual([]);
  }
  expect(judge.problems({ ...answer, status: 299, document })).not.toEqual([]);
});

describe('a document of its own', () => {
  const json = 'application/vnd.api+json';
  const answerOf = (schema: object) => ({ content: { [`${json};ext="a"`]: { schema } } });
  const responses = (schema: object) => ({ get: { responses: { 200: answerOf(schema) } } });
  const judged = (path: string, document: unknown) =>
    ({ method: 'GET', path, status: 200, contentType: json, document }) as const;

  it('is judged by the path that is written out, before one with a place for an id', () => {
    const own = new OpenApiJudge({
      paths: {
        '/users/{id}': responses({ type: 'string' }),
        '/users/me': responses({ type: 'number' }),
      },
    });
    expect(own.problems(judged('/users/me', 1))).toEqual([]);
    expect(own.problems(judged('/users/me', 'a'))).toHaveLength(1);
    expect(own.problems(judged('/users/7', 'a'))).toEqual([]);
    expect(own.problems(judged('/users/7', 1))).toHaveLength(1);
    expect(own.problems(judged('/users/7/more', 1))).toEqual([]);
  });

  it('is judged by what its answers refer to', () => {
    const own = new OpenApiJudge({
      paths: { '/a': { get: { responses: { 200: { $ref: '#/components/responses/A' } } } } },
      components: { responses: { A: answerOf({ type: 'number' }) } },
    } as ConstructorParameters<typeof OpenApiJudge>[0]);
    expect(own.problems(judged('/a', 1))).toEqual([]);
    expect(own.problems(judged('/a', 'a'))).toHaveLength(1);
  });

  /** @returns the origin of a server that has nothing else */
  async function serverOf(schema: object): Promise<string> {
    const server: Server = createServer((request, response) => {
      const servers = [{ url: `http://${request.headers.host}` }];
      const api = { servers, paths: { '/a': responses(schema) } };
      const body = request.url === '/openapi.json' ? api : { meta: {} };
      response.setHeader('Content-Type', json).end(JSON.stringify(body));
    });
    onTestFinished(() => void server.close());
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  it('has a judge of its own, and shares him with servers that have the same', async () => {
    const [one, same, other] = [
      await judgeOf(await serverOf({ type: 'number' })),
      await judgeOf(await serverOf({ type: 'number' })),
      await judgeOf(await serverOf({ type: 'string' })),
    ];
    expect(same).toBe(one);
    expect(one.problems(judged('/a', 'a'))).toHaveLength(1);
    expect(other.problems(judged('/a', 'a'))).toEqual([]);
  });

  it('is held against what every test is answered', async () => {
    const url = await serverOf({ type: 'number' });
    await expect(new Api({ url }).get('/a')).rejects.toThrow('answered otherwise than documented');
    const sound = await serverOf({ type: 'object' });
    expect((await new Api({ url: sound }).get('/a')).status).toBe(200);
  });
});
