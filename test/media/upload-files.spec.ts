import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type FileFormat, fileTypes } from '../../src/media/file-formats.js';
import { fileSamples, mp4, openXml, pdf } from '../file-structure/file-samples.js';
import { zipArchive } from '../file-structure/zip-archive.js';
import { Api, type ApiResponse, type SignedUp } from '../support/api.js';
import { type TestApp, startTestApp } from '../support/app.js';
import { type SentPart, formOf, formType } from '../support/form.js';
import { drawPicture } from '../support/pictures.js';
import { type Traces, tracesOf } from '../support/traces.js';

const samples = Object.entries(fileSamples) as [FileFormat, Buffer][];

describe('POST /v1/upload/files', () => {
  let app: TestApp;
  let api: Api;
  let user: SignedUp;

  beforeAll(async () => {
    app = await startTestApp({ FILES_MAX_BYTES: '300000', MEDIA_MAX_BYTES: '100000' });
    api = new Api(app);
    user = await api.signUp();
  });

  afterAll(() => app.close());

  function send(body: Buffer, headers: Record<string, string> = {}): Promise<ApiResponse> {
    const request = { 'Content-Type': formType, Accept: 'application/json', ...headers };
    return api.post('/v1/upload/files', body, { token: user.token, headers: request });
  }

  const upload = (...parts: readonly SentPart[]) => send(formOf(parts));
  const one = (content: Buffer | string, claim: Partial<SentPart> = {}) =>
    upload({ name: 'file', fileName: 'talk', content, ...claim });

  it.each(samples)('takes a %s and serves it to be saved, byte for byte', async (format, file) => {
    const { document, headers, status } = await one(file, {
      fileName: `Talk.${format}`,
      type: fileTypes[format],
    });
    expect({ status, type: headers.get('content-type') }).toEqual({
      status: 200,
      type: 'application/json',
    });
    expect(document).toEqual({
      url: expect.stringMatching(new RegExp(`/media/upload/[^/]+\\.${format}$`)) as string,
    });
    const served = await fetch(document.url);
    expect(served.headers.get('content-type')).toBe(fileTypes[format]);
    expect(served.headers.get('content-disposition')).toBe('attachment');
    expect(served.headers.get('x-content-type-options')).toBe('nosniff');
    expect(Buffer.from(await served.arrayBuffer())).toEqual(file);
    const part = await fetch(document.url, { headers: { Range: 'bytes=1-3' } });
    expect(part.headers.get('content-disposition')).toBe('attachment');
    expect(await part.text()).toBe(file.toString('utf8', 1, 4));
  });

  it('takes a picture, scrubs it, and shows it as a picture', async () => {
    const picture = await drawPicture('jpeg', { width: 90, height: 60 });
    const { document } = await one(Buffer.concat([picture, Buffer.from('appended')]), {
      fileName: 'a.png',
    });
    const served = await fetch(document.url);
    expect(served.headers.get('content-type')).toBe('image/jpeg');
    expect(served.headers.get('content-disposition')).toBeNull();
    expect(Buffer.from(await served.arrayBuffer()).includes('appended')).toBe(false);
  });

  it('answers files[] with a list in their order, even of one', async () => {
    const parts = samples.map(([, content]) => ({ name: 'files[]', fileName: 'x', content }));
    const { document, status } = await upload(...parts);
    expect(status).toBe(200);
    const endings = (document.url as string[]).map((url) => url.slice(url.lastIndexOf('.') + 1));
    expect(endings).toEqual(samples.map(([format]) => format));
    expect((await upload(parts[0]!)).document.url).toHaveLength(1);
  });

  it('makes no rendition of what is no picture', async () => {
    const { document } = await one(pdf());
    const base = (document.url as string).replace(/\.pdf$/, '');
    for (const name of ['event-large.jpg', 'event-large.pdf', 'original.pdf'])
      expect((await fetch(`${base}/${name}`)).status).toBe(404);
    expect((await fetch(`${base}.pptx`)).status).toBe(404);
  });

  it('answers a repeat with the same URL', async () => {
    const body = formOf([{ name: 'file', content: pdf('again') }]);
    const headers = { 'Idempotency-Key': 'upload-again' };
    const first = await send(body, headers);
    expect((await send(body, headers)).document).toEqual(first.document);
    const other = formOf([{ name: 'file', content: pdf('other') }]);
    expect((await send(other, headers)).status).toBe(422);
  });

  it.each([
    ['application/octet-stream', 'talk.bin'],
    [undefined, 'talk'],
    ['application/vnd.ms-powerpoint', 'talk.ppt'],
    ['application/zip', 'talk.PPTX'],
  ])('takes a PPTX that is called %s and %s', async (type, fileName) => {
    const { document, status } = await one(fileSamples.pptx, { fileName, ...(type && { type }) });
    expect(status).toBe(200);
    expect(document.url).toMatch(/\.pptx$/);
  });

  describe('leaves nothing when it refuses', () => {
    let before: Traces;

    beforeEach(async () => {
      before = await tracesOf(app);
    });

    afterEach(async () => {
      // The answer is sent before the spool is empty.
      // oxlint-disable-next-line vitest/no-standalone-expect -- it belongs to every test of this suite
      await expect.poll(() => tracesOf(app)).toEqual(before);
    });

    it.each([
      ['a text', 'hello', null],
      ['nothing', '', null],
      ['a page', '<html><script>alert(1)</script></html>', 'HTML page'],
      ['a zip that is no presentation', zipArchive([{ name: 'a', content: 'a' }]), 'ZIP archive'],
      ['a document', zipArchive(openXml('wordprocessingml.document.main+xml')), 'Word document'],
      ['sound', mp4({ brand: 'M4A ' }), 'MP4'],
    ])('%s', async (_name, content, found) => {
      const { document, status } = await one(content, {
        fileName: 'talk.pdf',
        type: 'application/pdf',
      });
      expect(status).toBe(415);
      expect(document.errors[0]).toMatchObject({
        code: 'unsupported-file',
        source: { pointer: '/file' },
        meta: { found },
      });
    });

    it.each([
      [
        'a film that is called a PDF',
        mp4(),
        'application/pdf',
        'a',
        'application/pdf',
        'video/mp4',
      ],
      ['a PDF that is called a picture', pdf(), 'image/png', 'a', 'image/png', 'application/pdf'],
      [
        'a PDF with the name of a film',
        pdf(),
        'application/pdf',
        'a.M4V',
        '.m4v',
        'application/pdf',
      ],
      ['a PDF with the name of a picture', pdf(), '', 'a.jpeg', '.jpeg', 'application/pdf'],
      ['a PDF that is called a page', pdf(), 'text/html', 'a', 'text/html', 'application/pdf'],
    ])('%s', async (...row) => {
      const [, content, type, fileName, claimed, actual] = row;
      const { document, status } = await one(content, { fileName, type });
      expect(status).toBe(422);
      expect(document.errors[0]).toMatchObject({
        code: 'file-type-mismatch',
        meta: { claimed, actual },
      });
    });

    it('a picture that is called slides', async () => {
      const { document } = await one(await drawPicture('png'), { fileName: 'talk.pptx' });
      expect(document.errors[0]).toMatchObject({
        code: 'file-type-mismatch',
        meta: { claimed: '.pptx' },
      });
    });

    it('a picture that is damaged', async () => {
      const picture = await drawPicture('png', { width: 60, height: 60 });
      const { document, status } = await one(picture.subarray(0, 200));
      expect({ status, code: document.errors[0].code }).toEqual({
        status: 422,
        code: 'picture-damaged',
      });
    });

    it.each([
      ['an archive behind a PDF', Buffer.concat([pdf(), fileSamples.pptx])],
      ['a page behind slides', Buffer.concat([fileSamples.pptx, Buffer.from('<script>')])],
      ['half a film', fileSamples.mp4.subarray(0, -3)],
    ])('%s', async (_name, content) => {
      const { document, status } = await one(content);
      expect({ status, code: document.errors[0].code }).toEqual({
        status: 422,
        code: 'file-damaged',
      });
    });

    it('all of many files where some are bad, with the faults of those', async () => {
      const contents = [
        pdf(),
        Buffer.from('text'),
        fileSamples.odp,
        Buffer.concat([pdf(), pdf(), Buffer.from('x')]),
      ];
      const parts = contents.map((content) => ({ name: 'files[]', fileName: 'x', content }));
      const { document } = await upload(...parts);
      const faults = (document.errors as { code: string; source: unknown }[]).map(
        ({ code, source }) => ({ code, source }),
      );
      expect(faults).toEqual([
        { code: 'unsupported-file', source: { pointer: '/files[]/1' } },
        { code: 'file-damaged', source: { pointer: '/files[]/3' } },
      ]);
    });

    it('a file and files at once', async () => {
      const { document, status } = await upload(
        { name: 'file', content: pdf() },
        { name: 'files[]', content: pdf() },
      );
      expect({ status, pointer: document.errors[0].source.pointer }).toEqual({
        status: 422,
        pointer: '/files[]',
      });
    });

    it('more files than there may be', async () => {
      const parts = Array.from({ length: 11 }, () => ({ name: 'files[]', content: pdf() }));
      const many = await upload(...parts);
      expect(many.status).toBe(413);
      expect(many.document.errors[0]).toMatchObject({
        code: 'too-many-files',
        source: { pointer: '/files[]/10' },
        meta: { limit: 10 },
      });
      const twice = await upload(
        { name: 'file', content: pdf() },
        { name: 'file', content: pdf() },
      );
      expect(twice.document.errors[0]).toMatchObject({
        code: 'too-many-files',
        meta: { limit: 1 },
      });
    });

    it('parts that nobody asked for, all of them together', async () => {
      const { document, status } = await upload(
        { name: 'picture', content: pdf() },
        { name: 'file', content: pdf() },
        { name: '', content: 'x' },
      );
      expect(status).toBe(422);
      expect(
        (document.errors as { code: string; source: unknown }[]).map(({ code, source }) => [
          code,
          source,
        ]),
      ).toEqual([
        ['unknown-part', { pointer: '/picture' }],
        ['unknown-part', { pointer: '' }],
      ]);
    });

    it('a form without a file', async () => {
      const { document, status } = await send(formOf([]));
      expect({ status, code: document.errors[0].code }).toEqual({
        status: 422,
        code: 'missing-member',
      });
    });

    it('half a form', async () => {
      const body = formOf([{ name: 'file', content: pdf() }]);
      const { document, status } = await send(body.subarray(0, -10));
      expect({ status, code: document.errors[0].code }).toEqual({
        status: 400,
        code: 'malformed-body',
      });
    });

    it('a form whose type has no boundary', async () => {
      const { status } = await send(formOf([]), { 'Content-Type': 'multipart/form-data' });
      expect(status).toBe(400);
    });

    it.each(['application/json', 'application/pdf', 'image/png', 'text/plain'])(
      'a body of type %s',
      async (type) => {
        const { document, status } = await send(Buffer.from('{"data": "x"}'), {
          'Content-Type': type,
        });
        expect(status).toBe(415);
        expect(document.errors[0]).toMatchObject({
          code: 'unsupported-media-type',
          source: { header: 'Content-Type' },
        });
      },
    );

    it('a compressed body', async () => {
      const { document, status } = await send(formOf([]), { 'Content-Encoding': 'gzip' });
      expect({ status, code: document.errors[0].code }).toEqual({
        status: 415,
        code: 'unsupported-content-encoding',
      });
    });

    it('a stranger', async () => {
      const headers = { 'Content-Type': formType };
      const answer = await api.post('/v1/upload/files', formOf([]), { headers });
      expect(answer.status).toBe(401);
    });

    it('a picture beyond its own limit', async () => {
      const picture = await drawPicture('png', { width: 100, height: 100 });
      const { document, status } = await one(Buffer.concat([picture, Buffer.alloc(100_000)]));
      expect({ status, code: document.errors[0].code }).toEqual({
        status: 413,
        code: 'picture-too-large',
      });
    });
  });

  it('takes a file that is as large as it may be', async () => {
    const padding = 300_000 - pdf('').length;
    expect((await one(pdf('x'.repeat(padding)))).status).toBe(200);
    const { document, status } = await one(pdf('x'.repeat(padding + 1)));
    expect(status).toBe(413);
    expect(document.errors[0]).toMatchObject({
      code: 'file-too-large',
      source: { pointer: '/file' },
      meta: { limit: 300_000 },
    });
  });
});
