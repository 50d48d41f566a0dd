import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { type IncomingMessage, type OutgoingHttpHeaders, request } from 'node:http';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { UploadReception } from '../../src/media/quota/upload-reception.js';
import { UploadConfig } from '../../src/media/quota/upload.config.js';
import { pdf } from '../file-structure/file-samples.js';
import { Api, type SignedUp } from '../support/api.js';
import { type TestApp, startTestApp } from '../support/app.js';
import { formOf, formType } from '../support/form.js';
import { dataUri, drawPicture } from '../support/pictures.js';
import { TusClient, tusBody } from '../tus/tus-client.js';

const asJson = { 'Content-Type': 'application/json' };
const asPatch = { 'Content-Type': tusBody, 'Tus-Resumable': '1.0.0', 'Upload-Offset': 0 };

/** How a body begins that then comes byte by byte. */
interface Beginning {
  readonly method?: string;
  readonly path: string;
  readonly bytes: Buffer | string;
  readonly headers: OutgoingHttpHeaders;
}

describe('a sender who is slow on purpose and holds the last place', () => {
  let app: TestApp;
  let slow: SignedUp;
  let honest: SignedUp;
  let picture: string;
  let config: UploadConfig;

  beforeAll(async () => {
    app = await startTestApp({ UPLOADS_AT_ONCE: '1' });
    config = app.nest.get(UploadConfig);
    slow = await new Api(app).signUp();
    honest = await new Api(app).signUp();
    picture = JSON.stringify({ data: dataUri(await drawPicture()) });
  });
  afterAll(() => app.close());

  const present = () => app.nest.get(UploadReception).present;
  const spooled = () => readdir(join(app.dataDir, 'spool'), { recursive: true });
  const upload = async () => {
    const sent = { ...honest, headers: asJson };
    return (await new Api(app).post('/v1/upload/image', picture, sent)).status;
  };

  /** Sends the rest ten bytes a second. @returns what he is told in the end */
  async function drip({ bytes, headers, method = 'POST', path }: Beginning): Promise<Told> {
    const sent = request(new URL(path, app.url), {
      method,
      agent: false,
      headers: { Authorization: `Bearer ${slow.token}`, 'Content-Length': 1_000_000, ...headers },
    });
    sent.on('error', () => {});
    sent.write(bytes);
    const timer = setInterval(() => sent.write(' '), 100);
    onTestFinished(() => (clearInterval(timer), void sent.destroy()));
    const answer = once(sent, 'response') as Promise<[IncomingMessage]>;
    answer.catch(() => {});
    await expect.poll(present).toBe(1);
    return async () => {
      const [response] = await answer;
      const { errors } = (await json(response)) as { readonly errors: { readonly code: string }[] };
      return [response.statusCode, errors[0]?.code];
    };
  }

  /** @returns what somebody else is told in the time of grace, and what the sender is told after it */
  async function contest(beginning: Beginning): Promise<readonly unknown[]> {
    Object.assign(config, { uploadGraceSeconds: 3600, uploadLeastBytesPerSecond: Infinity });
    const told = await drip(beginning);
    const early = await upload();
    config.uploadGraceSeconds = 0;
    await expect.poll(upload).toBe(200);
    const said = [early, ...(await told())];
    await expect.poll(spooled).toHaveLength(1);
    expect(present()).toBe(0);
    return said;
  }

  const lost = [503, 408, 'sender-too-slow'];

  it('loses it to whoever comes, and leaves nothing', async () => {
    const form = formOf([{ name: 'file', fileName: 'a.pdf', content: pdf() }]);
    const path = '/v1/upload/image';
    expect(await contest({ path, headers: asJson, bytes: picture.slice(0, -40) })).toEqual(lost);
    // The picture is whole, and what stands beside it is not.
    expect(await contest({ path, headers: asJson, bytes: picture.slice(0, -1) })).toEqual(lost);
    const headers = { 'Content-Type': formType };
    expect(
      await contest({ path: '/v1/upload/files', headers, bytes: form.subarray(0, -60) }),
    ).toEqual(lost);
  });

  it('keeps what has come of an upload that can be resumed', async () => {
    const tus = new TusClient(app, slow);
    const path = await tus.begin(1_000_000);
    expect(await contest({ method: 'PATCH', path, headers: asPatch, bytes: '%PDF-1.7 ' })).toEqual(
      lost,
    );
    const { headers } = await tus.send('HEAD', path);
    expect(Number(headers.get('upload-offset'))).toBeGreaterThanOrEqual(9);
  });
});

type Told = () => Promise<readonly unknown[]>;
