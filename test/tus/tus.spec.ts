import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fileTypes } from '../../src/media/file-formats.js';
import { fileSamples, pdf } from '../file-structure/file-samples.js';
import { Api, type ApiResponse, type SignedUp } from '../support/api.js';
import { type TestApp, startTestApp } from '../support/app.js';
import { drawPicture } from '../support/pictures.js';
import { type Traces, query, tracesOf } from '../support/traces.js';
import { TusClient, metadata, tusBody } from './tus-client.js';

const maxBytes = 300_000;
const file = pdf('x'.repeat(5000));

describe('/v1/upload/tus', () => {
  let app: TestApp;
  let api: Api;
  let user: SignedUp;
  let tus: TusClient;

  beforeAll(async () => {
    app = await startTestApp({
      FILES_MAX_BYTES: String(maxBytes),
      MEDIA_MAX_BYTES: '100000',
      UNFINISHED_UPLOADS_PER_USER: '1000',
    });
    api = new Api(app);
    user = await api.signUp();
    tus = new TusClient(app, user);
  });
  afterAll(() => app.close());

  const fault = ({ document, status }: ApiResponse) => ({ status, code: document.errors[0].code });
  const served = async (url: string | null) => Buffer.from(await (await fetch(url!)).arrayBuffer());

  const uploads = async () => (await query(app, 'SELECT FROM resumable_uploads')).length;

  describe('takes a file', () => {
    it('in several requests, and names its URL in the last answer', async () => {
      const created = await tus.create(file.length, metadata({ filename: 'talk.pdf' }));
      expect(created.status).toBe(201);
      expect(created.headers.get('upload-expires')).not.toBeNull();
      expect(created.headers.get('tus-resumable')).toBe('1.0.0');
      expect(created.headers.get('file-location')).toBeNull();
      const url = created.headers.get('location')!;
      expect(url).toMatch(new RegExp(`^${app.url}/v1/upload/tus/[0-9a-f-]{36}$`));
      const first = await tus.patch(url, 0, file.subarray(0, 1000));
      expect(first).toMatchObject({ status: 204, document: undefined });
      expect(first.headers.get('upload-offset')).toBe('1000');
      expect(first.headers.get('file-location')).toBeNull();
      const last = await tus.patch(url, 1000, file.subarray(1000));
      expect(last.status).toBe(204);
      expect(last.headers.get('upload-offset')).toBe(String(file.length));
      expect(last.headers.get('upload-expires')).toBeNull();
      expect(await served(last.headers.get('file-location'))).toEqual(file);
    });

    it('with its creation, and names its URL in the body, too', async () => {
      const { document, headers, status } = await tus.createWith(file);
      expect(status).toBe(201);
      expect(headers.get('upload-offset')).toBe(String(file.length));
      expect(document).toEqual({ url: headers.get('file-location') });
      expect(await served(document.url)).toEqual(file);
    });

    it.each(Object.entries(fileSamples))('of the kind %s', async (format, sample) => {
      const claim = metadata({
        filename: `Talk.${format}`,
        filetype: fileTypes[format as keyof typeof fileTypes],
      });
      const { document } = await tus.createWith(sample, claim);
      expect(document.url).toMatch(new RegExp(`/media/upload/[^/]+\\.${format}$`));
    });

    it('that is a picture, and scrubs it', async () => {
      const picture = await drawPicture('jpeg', { width: 90, height: 60 });
      const sent = Buffer.concat([picture, Buffer.from('appended')]);
      const url = await tus.begin(sent.length, metadata({ filetype: 'image/jpeg' }));
      await tus.patch(url, 0, sent.subarray(0, 100));
      const { headers } = await tus.patch(url, 100, sent.subarray(100));
      const location = headers.get('file-location')!;
      expect((await fetch(location)).headers.get('content-type')).toBe('image/jpeg');
      expect((await served(location)).includes('appended')).toBe(false);
    });

    it('that attributes of its sender then take, and of nobody else', async () => {
      const event = async (link: string, token: string) => {
        const attributes = {
          name: 'Harbour Jazz',
          'starts-at': '2030-06-01T18:00:00+02:00',
          'ends-at': '2030-06-02T02:00:00+02:00',
          timezone: 'Europe/Berlin',
          'document-links': [{ name: 'Plan', link }],
        };
        return api.post('/v1/events', { data: { type: 'event', attributes } }, { token });
      };
      const { url } = (await tus.createWith(file)).document;
      expect((await event(url, (await api.signUp()).token)).status).toBe(422);
      expect((await event(url, user.token)).status).toBe(201);
    });

    it('as large as it may be, and announces how large that is', async () => {
      const large = pdf('x'.repeat(maxBytes - pdf('').length));
      expect((await tus.createWith(large)).status).toBe(201);
      const refused = await tus.create(maxBytes + 1);
      expect(fault(refused)).toEqual({ status: 413, code: 'file-too-large' });
      expect(refused.document.errors[0].meta).toEqual({ limit: maxBytes, actual: maxBytes + 1 });
    });

    it('by POST alone, where a proxy lets nothing else through', async () => {
      const url = await tus.begin(file.length);
      const hidden = (method: string, headers = {}, body?: Buffer) =>
        tus.send('POST', url, {
          headers: { 'X-HTTP-Method-Override': method, ...headers },
          ...(body && { body }),
        });
      const last = await hidden('PATCH', { 'Upload-Offset': '0', 'Content-Type': tusBody }, file);
      expect(last.status).toBe(204);
      expect((await hidden('HEAD')).headers.get('upload-offset')).toBe(String(file.length));
      expect((await hidden('DELETE')).status).toBe(204);
      expect((await tus.head(url)).status).toBe(404);
      expect(fault(await tus.send('POST', url))).toEqual({
        status: 405,
        code: 'method-not-allowed',
      });
    });
  });

  describe('tells', () => {
    it('how much it has, what the client said, and how long it waits', async () => {
      const said = metadata({ filename: 'Vortrag über Häfen.pdf', more: '' });
      const url = await tus.begin(file.length, said);
      await tus.patch(url, 0, file.subarray(0, 700));
      const { headers, status } = await tus.head(url);
      expect(status).toBe(200);
      expect(Object.fromEntries(headers)).toMatchObject({
        'upload-offset': '700',
        'upload-length': String(file.length),
        'cache-control': 'no-store',
        'tus-resumable': '1.0.0',
      });
      expect(headers.get('upload-metadata')).toContain(said['Upload-Metadata']!.split(',')[0]);
      const left = Date.parse(headers.get('upload-expires')!) - Date.now();
      expect(left / 3_600_000).toBeGreaterThan(23);
    });

    it('the URL again to a client that has lost the last answer, and stores nothing twice', async () => {
      const url = await tus.begin(file.length);
      await tus.patch(url, 0, file.subarray(0, 700));
      const rest = file.subarray(700);
      const location = (await tus.patch(url, 700, rest)).headers.get('file-location');
      const traces = await tracesOf(app);
      expect(fault(await tus.patch(url, 700, rest))).toEqual({
        status: 409,
        code: 'upload-offset-mismatch',
      });
      const nothing = await tus.patch(url, file.length, Buffer.alloc(0));
      expect(nothing.headers.get('file-location')).toBe(location);
      const told = await tus.head(url);
      expect(told.headers.get('file-location')).toBe(location);
      expect(told.headers.get('upload-offset')).toBe(String(file.length));
      expect(await tracesOf(app)).toEqual(traces);
    });

    it('what it can do, to everybody', async () => {
      const url = await tus.begin(10);
      for (const [path, allow] of [
        ['/v1/upload/tus', 'OPTIONS, POST'],
        [url, 'DELETE, HEAD, OPTIONS, PATCH, POST'],
      ] as const) {
        const response = await fetch(new URL(path, app.url), { method: 'OPTIONS' });
        expect(response.status).toBe(204);
        expect(Object.fromEntries(response.headers)).toMatchObject({
          allow,
          'tus-resumable': '1.0.0',
          'tus-version': '1.0.0',
          'tus-extension': 'creation,creation-with-upload,termination,expiration',
          'tus-max-size': String(maxBytes),
        });
      }
    });

    it('browsers that they may, and what scripts may read', async () => {
      const preflight = await fetch(`${app.url}/v1/upload/tus/1`, {
        method: 'OPTIONS',
        headers: {
          Origin: 'https://example.org',
          'Access-Control-Request-Method': 'PATCH',
          'Access-Control-Request-Headers': 'authorization,tus-resumable,upload-offset',
        },
      });
      expect(preflight.status).toBe(204);
      expect(preflight.headers.get('access-control-allow-methods')).toContain('PATCH');
      expect(preflight.headers.get('access-control-allow-headers')).toContain('upload-offset');
      const created = await tus.create(10, { Origin: 'https://example.org' });
      expect(created.headers.get('access-control-allow-origin')).toBe('*');
      const readable = created.headers.get('access-control-expose-headers')!.split(',');
      expect(readable).toEqual(
        expect.arrayContaining(['Location', 'Upload-Offset', 'Tus-Resumable', 'File-Location']),
      );
    });

    it('what would be allowed', async () => {
      const url = await tus.begin(10);
      const read = await api.get(url, user);
      expect(read.status).toBe(405);
      expect(read.headers.get('allow')).toBe('DELETE, HEAD, OPTIONS, PATCH, POST');
      expect((await api.get('/v1/upload/tus', user)).headers.get('allow')).toBe('OPTIONS, POST');
    });
  });

  it('forgets an upload that its owner ends, and all that had come', async () => {
    const before = await tracesOf(app);
    const known = await uploads();
    const url = await tus.begin(file.length);
    await tus.patch(url, 0, file.subarray(0, 700));
    expect((await tracesOf(app)).files).toHaveLength(before.files.length + 1);
    const ended = await tus.end(url);
    expect({ status: ended.status, document: ended.document }).toEqual({ status: 204 });
    expect((await tus.head(url)).status).toBe(404);
    expect(fault(await tus.patch(url, 700, file))).toEqual({ status: 404, code: 'not-found' });
    expect(fault(await tus.end(url))).toEqual({ status: 404, code: 'not-found' });
    expect(await tracesOf(app)).toEqual(before);
    expect(await uploads()).toBe(known);
  });

  describe('is nobody else’s business', () => {
    it('than its owner’s, whoever knows the URL', async () => {
      const url = await tus.begin(file.length);
      await tus.patch(url, 0, file.subarray(0, 700));
      const other = new TusClient(app, await api.signUp());
      expect((await other.head(url)).status).toBe(404);
      expect(fault(await other.patch(url, 700, file.subarray(700))).status).toBe(404);
      expect(fault(await other.end(url)).status).toBe(404);
      expect(await tus.offset(url)).toBe(700);
    });

    it('than a user’s', async () => {
      const headers = { 'Tus-Resumable': '1.0.0', 'Upload-Length': '10' };
      const stranger = await api.post('/v1/upload/tus', Buffer.alloc(0), { headers });
      expect(fault(stranger)).toEqual({ status: 401, code: 'unauthenticated' });
      expect(stranger.headers.get('tus-resumable')).toBe('1.0.0');
      const authorization = { Authorization: `JWT ${user.token}` };
      const old = await api.post('/v1/upload/tus', Buffer.alloc(0), {
        headers: { ...headers, ...authorization },
      });
      expect(old.status).toBe(201);
    });

    it.each([
      '..%2f..%2fmedia',
      '%2e%2e%2f%2e%2e',
      'a',
      '%00',
      '00000000-0000-4000-8000-000000000000',
      '../upload/00000000-0000-4000-8000-000000000000',
    ])('by an id like %s', async (id) => {
      const answer = await tus.patch(`/v1/upload/tus/${id}`, 0, file);
      expect(answer.status).toBe(404);
    });

    it('and no host of the client’s choice is in its URL', async () => {
      const { headers } = await tus.create(10, {
        'X-Forwarded-Host': 'evil.example',
        'X-Forwarded-Proto': 'https',
        Forwarded: 'host=evil.example;proto=https',
      });
      expect(headers.get('location')).toMatch(new RegExp(`^${app.url}/`));
    });

    it('and no part of it is served', async () => {
      const url = await tus.begin(file.length);
      await tus.patch(url, 0, file.subarray(0, 700));
      const rows = await query<{ parts: string[] }>(
        app,
        'SELECT parts FROM resumable_uploads WHERE key = $1',
        [`tus/${url.slice(-36)}`],
      );
      expect(rows[0]?.parts).toHaveLength(1);
      expect((await fetch(`${app.url}/media/${rows[0]?.parts[0]}`)).status).toBe(404);
    });
  });

  describe('leaves nothing when it refuses', () => {
    let before: Traces;
    let known: number;

    beforeEach(async () => {
      before = await tracesOf(app);
      known = await uploads();
    });
    afterEach(async () => {
      // The answer is sent before the spool is empty.
      // oxlint-disable vitest/no-standalone-expect -- it belongs to every test of this suite
      await expect.poll(() => tracesOf(app)).toEqual(before);
      await expect.poll(uploads).toBe(known);
      // oxlint-enable vitest/no-standalone-expect
    });

    it.each([
      ['a text', Buffer.from('hello'), {}, 415, 'unsupported-file'],
      ['half a film', fileSamples.mp4.subarray(0, -3), {}, 422, 'file-damaged'],
      ['a PDF that is called a film', file, { filename: 'a.mp4' }, 422, 'file-type-mismatch'],
      [
        'a PDF that is called a picture',
        file,
        { filetype: 'image/png' },
        422,
        'file-type-mismatch',
      ],
    ] as const)('%s', async (_name, content, claim, status, code) => {
      const url = await tus.begin(
        content.length,
        Object.keys(claim).length > 0 ? metadata(claim) : {},
      );
      await tus.patch(url, 0, content.subarray(0, 2));
      const refused = await tus.patch(url, 2, content.subarray(2));
      expect(fault(refused)).toEqual({ status, code });
      expect(refused.headers.get('content-type')).toBe('application/vnd.api+json');
      expect((await tus.head(url)).status).toBe(404);
      expect(
        fault(await tus.createWith(content, Object.keys(claim).length > 0 ? metadata(claim) : {})),
      ).toEqual({
        status,
        code,
      });
    });

    it('a picture that is damaged, or beyond its own limit', async () => {
      const picture = await drawPicture('png', { width: 60, height: 60 });
      expect(fault(await tus.createWith(picture.subarray(0, 200)))).toEqual({
        status: 422,
        code: 'picture-damaged',
      });
      const large = Buffer.concat([picture, Buffer.alloc(100_000)]);
      expect(fault(await tus.createWith(large))).toEqual({
        status: 413,
        code: 'picture-too-large',
      });
    });

    it.each([
      ['no length', { 'Upload-Length': '' }, 400, 'invalid-tus-header'],
      ['a length that is none', { 'Upload-Length': '-1' }, 400, 'invalid-tus-header'],
      ['a length beyond numbers', { 'Upload-Length': '9'.repeat(40) }, 400, 'invalid-tus-header'],
      ['an empty file', { 'Upload-Length': '0' }, 422, 'file-damaged'],
      [
        'a length to be said later',
        { 'Upload-Defer-Length': '1' },
        400,
        'unsupported-tus-extension',
      ],
      ['a part of a file', { 'Upload-Concat': 'partial' }, 400, 'unsupported-tus-extension'],
      ['metadata that is none', { 'Upload-Metadata': 'filename ?' }, 400, 'invalid-tus-header'],
      [
        'metadata of prototypes',
        { 'Upload-Metadata': '__proto__ YQ==' },
        400,
        'invalid-tus-header',
      ],
    ])('%s', async (_name, headers, status, code) => {
      const answer = await tus.create(10, headers);
      expect(fault(answer)).toEqual({ status, code });
      expect(answer.headers.get('tus-resumable')).toBe('1.0.0');
    });

    it('another version', async () => {
      const answer = await tus.create(10, { 'Tus-Resumable': '0.2.2' });
      expect(fault(answer)).toEqual({ status: 412, code: 'unsupported-tus-version' });
      expect(answer.headers.get('tus-version')).toBe('1.0.0');
    });

    it('a creation with bytes of another type', async () => {
      const answer = await tus.createWith(file, { 'Content-Type': 'application/pdf' });
      expect(fault(answer)).toEqual({ status: 415, code: 'unsupported-media-type' });
    });

    it('a creation with more than it announces', async () => {
      const answer = await tus.createWith(file, { 'Upload-Length': '10' });
      expect(fault(answer)).toEqual({ status: 413, code: 'upload-length-exceeded' });
    });
  });

  describe('stays where it was', () => {
    let url: string;
    beforeEach(async () => {
      url = await tus.begin(file.length);
      await tus.patch(url, 0, file.subarray(0, 700));
    });

    async function requireUntouched(): Promise<void> {
      expect(await tus.offset(url)).toBe(700);
      const { headers } = await tus.patch(url, 700, file.subarray(700));
      expect(await served(headers.get('file-location'))).toEqual(file);
    }

    it.each([0, 699, 701, file.length])('when somebody goes on at %s', async (offset) => {
      const answer = await tus.patch(url, offset, file.subarray(700, 800));
      expect(fault(answer)).toEqual({ status: 409, code: 'upload-offset-mismatch' });
      await requireUntouched();
    });

    it.each([
      [{ 'Upload-Offset': '' }, 400, 'invalid-tus-header'],
      [{ 'Upload-Offset': '0x2bc' }, 400, 'invalid-tus-header'],
      [{ 'Upload-Length': '900' }, 400, 'invalid-tus-header'],
      [{ 'Content-Type': 'application/json' }, 415, 'unsupported-media-type'],
      [{ 'Content-Encoding': 'gzip' }, 415, 'unsupported-content-encoding'],
      [{ 'Tus-Resumable': '2.0.0' }, 412, 'unsupported-tus-version'],
    ])('when a PATCH says %s', async (headers, status, code) => {
      expect(fault(await tus.patch(url, 700, file.subarray(700), headers))).toEqual({
        status,
        code,
      });
      await requireUntouched();
    });

    it('when more is sent than was announced', async () => {
      const more = Buffer.concat([file.subarray(700), Buffer.from('x')]);
      expect(fault(await tus.patch(url, 700, more))).toEqual({
        status: 413,
        code: 'upload-length-exceeded',
      });
      await requireUntouched();
    });
  });
});
