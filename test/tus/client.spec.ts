import type { DetailedError, Upload } from 'tus-js-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pdf } from '../file-structure/file-samples.js';
import { Api, type SignedUp } from '../support/api.js';
import { type TestApp, startTestApp } from '../support/app.js';
import { uploadBy } from './tus-js.js';

const file = pdf('x'.repeat(3_000_000));

describe('tus-js-client', () => {
  let app: TestApp;
  let user: SignedUp;
  let endpoint: string;

  beforeAll(async () => {
    app = await startTestApp();
    user = await new Api(app).signUp();
    endpoint = `${app.url}/v1/upload/tus`;
  });
  afterAll(() => app.close());

  const served = async (url: string) => Buffer.from(await (await fetch(url)).arrayBuffer());

  it.each([
    ['in one request', {}],
    ['with its creation', { uploadDataDuringCreation: true }],
    ['in pieces', { chunkSize: 500_000 }],
    ['in pieces by POST alone', { chunkSize: 1_000_000, overridePatchMethod: true }],
  ])('sends a file %s, and learns its URL', async (_how, options) => {
    const metadata = { filename: 'talk.pdf', filetype: 'application/pdf' };
    const { fileUrl, upload } = uploadBy(file, { endpoint, metadata, ...options, ...user });
    upload.start();
    expect((await served(await fileUrl)).equals(file)).toBe(true);
  });

  it('goes on by itself where a connection was lost', async () => {
    let lost = 0;
    const { fileUrl, upload } = uploadBy(file, {
      endpoint,
      chunkSize: 400_000,
      onProgress: (sent) => {
        if (sent < 900_000 * (lost + 1) || lost === 3) return;
        lost += 1;
        app.nest.getHttpServer().closeAllConnections();
      },
      ...user,
    });
    upload.start();
    expect((await served(await fileUrl)).equals(file)).toBe(true);
    expect(lost).toBe(3);
  });

  it('goes on where another run of it was stopped', async () => {
    const first = await stopped(1_000_000, (upload) => upload.abort());
    const begun: number[] = [];
    const { fileUrl, upload } = uploadBy(file, {
      uploadUrl: first,
      chunkSize: 500_000,
      onProgress: (sent) => void begun.push(sent),
      ...user,
    });
    upload.start();
    expect((await served(await fileUrl)).equals(file)).toBe(true);
    expect(begun[0]).toBeGreaterThanOrEqual(1_000_000);
  });

  /** @returns the URL of an upload that was stopped when so much of it was there */
  function stopped(bytes: number, stop: (upload: Upload) => Promise<void>): Promise<string> {
    return new Promise((resolve, reject) => {
      const { upload } = uploadBy(file, {
        endpoint,
        chunkSize: 500_000,
        onChunkComplete: (_size, sent) => {
          if (sent === bytes) stop(upload).then(() => resolve(upload.url ?? ''), reject);
        },
        ...user,
      });
      upload.start();
    });
  }

  it('is told why a file was refused, and does not try again', async () => {
    const { fileUrl, upload } = uploadBy(Buffer.from('hello'), { endpoint, ...user });
    upload.start();
    const error = (await fileUrl.catch((thrown: unknown) => thrown)) as DetailedError;
    expect(error.originalResponse?.getStatus()).toBe(415);
    expect(error.originalResponse?.getBody()).toContain('unsupported-file');
  });

  it('ends what it has begun', async () => {
    const url = await stopped(500_000, (upload) => upload.abort(true));
    const headers = { 'Tus-Resumable': '1.0.0', Authorization: `Bearer ${user.token}` };
    expect((await fetch(url, { method: 'HEAD', headers })).status).toBe(404);
  });
});
