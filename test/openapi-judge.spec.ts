import { afterAll, beforeAll, expect, it } from 'vitest';
import { Api } from './support/api.js';
import { type TestApp, startTestApp } from './support/app.js';
import { type OpenApiJudge, judgeOf } from './support/openapi-judge.js';

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
