import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Api, type SignedUp, eventDocument } from '../support/api.js';
import { type TestApp, startTestApp } from '../support/app.js';
import { dataUri, drawPicture } from '../support/pictures.js';
import { type LoopbackS3, startLoopbackS3 } from '../storage/loopback-s3.js';

describe('files that are redirected to their bucket', () => {
  let store: LoopbackS3;
  let app: TestApp;
  let user: SignedUp;
  let original: string;
  let icon: string;

  beforeAll(async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'any');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'any');
    store = await startLoopbackS3();
    app = await startTestApp({
      MEDIA_STORAGE: 's3',
      MEDIA_DELIVERY: 'redirect',
      S3_BUCKET: store.bucket,
      S3_ENDPOINT: store.endpoint,
      S3_FORCE_PATH_STYLE: 'true',
    });
    const api = new Api(app);
    user = await api.signUp();
    const document = eventDocument({ 'original-image-url': dataUri(await drawPicture('jpeg')) });
    const { attributes } = (await api.post('/v1/events', document, user)).document.data;
    original = attributes['original-image-url'];
    icon = attributes['icon-image-url'];
  });
  afterAll(async () => {
    await app.close();
    await store.close();
    vi.unstubAllEnvs();
  });

  const ask = (url: string, headers: Record<string, string> = {}, method = 'GET') =>
    fetch(url, { method, headers, redirect: 'manual' });

  it('are fetched from a URL that is signed for a while', async () => {
    const answer = await ask(original);
    expect(answer.status).toBe(302);
    expect(answer.headers.get('cache-control')).toBe('public, max-age=240');
    const location = new URL(answer.headers.get('location') ?? '');
    expect(location.href).toMatch(`${store.endpoint}/${store.bucket}/event/`);
    expect(location.searchParams.get('X-Amz-Expires')).toBe('900');
    expect(location.searchParams.get('response-content-type')).toBe('image/jpeg');
    expect(location.searchParams.get('X-Amz-Signature')).toMatch(/^[0-9a-f]{64}$/);
    const followed = await fetch(original, { headers: { Range: 'bytes=0-1' } });
    expect([followed.status, Buffer.from(await followed.arrayBuffer()).toString('hex')]).toEqual([
      206,
      'ffd8',
    ]);
  });

  it('have one such URL for all who ask in the same minutes, so that caches know it', async () => {
    vi.useFakeTimers({ now: new Date('2030-06-01T12:00:01Z'), toFake: ['Date'] });
    const at = async (time: string) => {
      vi.setSystemTime(new Date(time));
      return (await ask(original)).headers.get('location');
    };
    const first = await at('2030-06-01T12:00:01Z');
    expect(await at('2030-06-01T12:07:29Z')).toBe(first);
    expect(await at('2030-06-01T12:07:31Z')).not.toBe(first);
    vi.useRealTimers();
  });

  it('are still negotiated, each format with a URL of its own', async () => {
    // Made by the first who asks; a busy machine takes longer than he waits.
    const cached = async () =>
      (await ask(icon, { Accept: 'image/webp' })).headers.get('cache-control');
    await expect.poll(cached).toBe('public, max-age=240');
    const answers = await Promise.all(['image/webp', '*/*'].map((Accept) => ask(icon, { Accept })));
    expect(answers.map(({ status }) => status)).toEqual([302, 302]);
    expect(answers.map(({ headers }) => headers.get('vary'))).toEqual(['Accept', 'Accept']);
    const paths = answers.map(({ headers }) => new URL(headers.get('location') ?? '').pathname);
    expect(paths.map((path) => path.slice(path.lastIndexOf('/')))).toEqual([
      '/icon.webp',
      '/icon.jpg',
    ]);
  });

  it('answer what needs no bytes themselves: HEAD, 304 and 404', async () => {
    const head = await ask(original, {}, 'HEAD');
    expect([head.status, head.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    const etag = head.headers.get('etag') ?? '';
    expect((await ask(original, { 'If-None-Match': etag })).status).toBe(304);
    expect((await ask(original.replace('.jpg', '.png'))).status).toBe(404);
  });
});
