import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { maximumErrorDocument } from '../../src/jsonapi/errors/error-document.js';
import { resolvePointer } from '../jsonapi/refusal.js';
import { Api, type ApiResponse, type SignedUp, eventDocument, jsonApi } from '../support/api.js';
import { type TestApp, startTestApp } from '../support/app.js';
import { archiveOf } from '../support/archive.js';
import { formOf, formType } from '../support/form.js';
import { pdf } from '../file-structure/file-samples.js';

const atomic = `${jsonApi};ext="https://jsonapi.org/ext/atomic"`;
/** Of the JSON beside pictures, which may have a million. */
const bodyBytes = 900_000;
const headBytes = 80_000;
/** What grows in a pointer, what grows in JSON, and what may be cut in its midst. */
const alphabets = ['/', '\u0001', '🎷'];

/** So many bytes of it, as JSON. */
function long(piece: string, bytes = bodyBytes): string {
  return piece.repeat(Math.floor(bytes / (Buffer.byteLength(JSON.stringify(piece)) - 2)));
}

const data = (members: object) => ({ data: { ...eventDocument().data, ...members } });
const pictures = Array.from({ length: 99 }, () => 'data:image/png;base64,AAAA');

/** Where a document of an event may hold a long text. */
const documents: Readonly<Record<string, (text: string) => unknown>> = {
  'the name of an attribute': (text) => eventDocument({ [text]: 1 }),
  'the name of what holds pictures': (text) => eventDocument({ [text]: pictures }),
  'the name of a relationship': (text) => data({ relationships: { [text]: { data: null } } }),
  'the name of a member of a resource': (text) => data({ [text]: pictures, attributes: {} }),
  'the name of a member of the document': (text) => ({ [text]: pictures }),
  'a type': (text) => data({ type: text }),
  'an id': (text) => data({ id: text }),
  'a lid': (text) => data({ lid: text, attributes: {} }),
  'the type of a linkage': (text) =>
    data({ relationships: { 'event-type': { data: { type: text, id: '1' } } } }),
  'the id of a linkage': (text) =>
    data({ relationships: { 'event-type': { data: { type: 'event-type', id: text } } } }),
  'the value of a choice': (text) => eventDocument({ timezone: text }),
  'the name of a link': (text) =>
    eventDocument({ 'document-links': [{ name: text, link: `https://a.example/${text}` }] }),
  'a picture': (text) => eventDocument({ 'logo-url': text }),
};

const operations: Readonly<Record<string, (text: string) => object>> = {
  'the name of an operation': (text) => ({ op: text }),
  'the name of its member': (text) => ({ op: 'add', [text]: pictures }),
  'the name of an attribute': (text) => ({ op: 'add', ...eventDocument({ [text]: 1 }) }),
  'the type of its target': (text) => ({ op: 'remove', ref: { type: text, id: '1' } }),
  'the id of its target': (text) => ({ op: 'remove', ref: { type: 'event', id: text } }),
  'the lid of its target': (text) => ({ op: 'remove', ref: { type: 'event', lid: text } }),
  'the relationship of its target': (text) => ({
    op: 'update',
    ref: { type: 'event', id: '1', relationship: text },
    data: null,
  }),
  'its link': (text) => ({ op: 'remove', href: text }),
  'the type of its resource': (text) => ({ op: 'add', ...data({ type: text }) }),
};

const queries: Readonly<Record<string, (text: string) => readonly [name: string, value: string]>> =
  {
    'the name of a parameter': (text) => [text, '1'],
    'the name of a type': (text) => [`fields[${text}]`, 'name'],
    'the name of a field': (text) => ['fields[event]', text],
    'the path of an include': (text) => ['include', text],
    'a key to sort by': (text) => ['sort', text],
    'very many keys to sort by': (text) => ['sort', Array.from(text).slice(0, 9000).join(',')],
    'the name of a page': (text) => [`page[${text}]`, '1'],
    'the size of a page': (text) => ['page[size]', text],
    'a cursor': (text) => ['page[after]', text],
    'the name of a filter': (text) => [`filter[${text}]`, '1'],
    'the operator of a filter': (text) => [`filter[name][${text}]`, '1'],
    'the value of a filter': (text) => ['filter[id]', text],
    'a filter that is no JSON': (text) => ['filter', `[${text}`],
    'a member of a filter': (text) => ['filter', JSON.stringify([{ [text]: [] }])],
    'a field in a filter': (text) => [
      'filter',
      JSON.stringify([{ name: text, op: 'eq', val: '1' }]),
    ],
    'an operator in a filter': (text) => [
      'filter',
      JSON.stringify([{ name: 'name', op: text, val: '1' }]),
    ],
    'a reach': (text) => ['get_trashed', text],
  };

const paths: Readonly<Record<string, (text: string) => string>> = {
  'the name of a route': (text) => `/v1/${text}`,
  'an id': (text) => `/v1/events/${text}`,
  'a relationship': (text) => `/v1/events/1/relationships/${text}`,
  'what is related': (text) => `/v1/events/1/${text}`,
  'a picture': (text) => `/media/event/${text}`,
  'a page': (text) => `/docs/${text}`,
  'a file of a page': (text) => `/assets/${text}`,
  'an upload': (text) => `/v1/upload/tus/${text}`,
  'a calendar': (text) => `/v1/events/${text}/schedule.ics`,
  'what is no UTF-8': (text) => `/v1/events/%ff${text}`,
};

describe('a text without end is not repeated', () => {
  let app: TestApp;
  let api: Api;
  let user: SignedUp;

  beforeAll(async () => {
    app = await startTestApp({ HEADERS_MAX_BYTES: '262144' });
    api = new Api(app);
    user = await api.signUp();
  });
  afterAll(() => app.close());

  /** @returns what is wrong with a refusal, which is small, and whose pointers lead to something in what was sent */
  function problemsOf({ document, headers, status }: ApiResponse, body?: unknown): unknown[] {
    if (status < 400) return [status];
    const length = Number(headers.get('content-length'));
    const errors: readonly Told[] = document.errors;
    const lost = errors.filter(({ source }) => body !== undefined && !isIn(body, source?.pointer));
    return length > maximumErrorDocument || errors.length === 0 ? [length, errors.length] : lost;
  }

  describe.each(alphabets)('of %j', (piece) => {
    it.each(Object.entries(documents))('in a document: %s', async (_what, documentOf) => {
      const body = documentOf(long(piece));
      const sent = [
        await api.post('/v1/events', body, user),
        await api.patch('/v1/events/1', body, user),
        await api.patch('/v1/events/1/relationships/tracks', body, user),
        await api.post('/v1/auth/session', body),
      ];
      for (const answer of sent) expect(problemsOf(answer, body)).toEqual([]);
    });

    it.each(Object.entries(operations))('in an operation: %s', async (_what, operationOf) => {
      const body = { 'atomic:operations': [operationOf(long(piece))] };
      const headers = { 'Content-Type': atomic, Accept: atomic };
      const answer = await api.post('/v1/operations', body, { ...user, headers });
      expect(problemsOf(answer, body)).toEqual([]);
    });

    const inHead = () => long(piece, headBytes).toWellFormed();

    it.each(Object.entries(queries))('in a query: %s', async (_what, parameter) => {
      const [name, value] = parameter(inHead());
      expect(
        problemsOf(await api.get(`/v1/events?${new URLSearchParams([[name, value]]).toString()}`)),
      ).toEqual([]);
    });

    it.each(Object.entries(paths))('in a path: %s', async (_what, pathOf) => {
      expect(problemsOf(await api.get(pathOf(encodeURIComponent(inHead()))))).toEqual([]);
    });

    it('in documents that have hundreds of them', async () => {
      const names = Array.from({ length: 200 }, (_, index) => long(piece, 2000) + index);
      const body = eventDocument(Object.fromEntries(names.map((name) => [name, name])));
      const answer = await api.post('/v1/events', body, user);
      expect(problemsOf(answer, body)).toEqual([]);
      expect(answer.document.errors.length).toBeGreaterThan(5);
    });
  });

  it.each([
    ['Accept', (text: string) => `${jsonApi};${text}=1`],
    ['Authorization', (text: string) => `Bearer ${text}`],
    ['Authorization', (text: string) => text],
    ['Content-Encoding', (text: string) => text],
    ['Content-Type', (text: string) => text],
    ['Content-Type', (text: string) => `${jsonApi};${text}=1`],
    ['Content-Type', (text: string) => `${jsonApi};ext="${text}"`],
    ['Idempotency-Key', (text: string) => text],
  ])('in a header: %s', async (name, value) => {
    const headers = { [name]: value(long('a', headBytes)) };
    expect(problemsOf(await api.post('/v1/events', eventDocument(), { ...user, headers }))).toEqual(
      [],
    );
  });

  it.each(['Tus-Resumable', 'Upload-Length', 'Upload-Metadata', 'Upload-Concat', 'Content-Type'])(
    'in a header of a resumable upload: %s',
    async (name) => {
      const headers = { 'Tus-Resumable': '1.0.0', [name]: long('a', headBytes) };
      expect(problemsOf(await api.send('POST', '/v1/upload/tus', { ...user, headers }))).toEqual(
        [],
      );
    },
  );

  it.each([
    ['the name of a part', { name: long('a', 4000), content: '' }],
    ['the name of a file', { name: 'file', fileName: `${long('a', 4000)}.gif`, content: pdf() }],
    ['what ends the name of a file', { name: 'file', fileName: long('.', 4000), content: '' }],
    ['the type of a part', { name: 'file', type: `image/${long('a', 4000)}`, content: pdf() }],
  ])('in a form: %s', async (_what, part) => {
    const headers = { 'Content-Type': formType };
    const body = formOf([{ fileName: 'a', ...part }]);
    expect(problemsOf(await api.post('/v1/upload/files', body, { ...user, headers }))).toEqual([]);
  });

  it.each([
    ['the name of a file', (text: string) => ({ [text]: '' })],
    ['the name of a document', (text: string) => ({ [`documents/${text}.json`]: {} })],
    ['the names of two hundred', (text: string) => entriesOf(text.slice(0, 4000))],
    ['a member', (text: string) => ({ 'documents/event.json': eventDocument({ [text]: 1 }) })],
    ['a picture', (text: string) => ({ 'documents/event.json': eventDocument({ logo: text }) })],
  ])('in an archive: %s', async (_what, contentOf) => {
    const body = archiveOf({ 'manifest.json': {}, ...contentOf(long('a', 60_000)) });
    const headers = { 'Content-Type': 'application/zip' };
    expect(problemsOf(await api.post('/v1/events/import', body, { ...user, headers }))).toEqual([]);
  });
});

interface Told {
  readonly source?: { readonly pointer?: string };
}

function isIn(body: unknown, pointer = ''): boolean {
  return resolvePointer(JSON.parse(JSON.stringify(body)), pointer) !== undefined;
}

function entriesOf(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(Array.from({ length: 200 }, (_, index) => [text + index, '']));
}
