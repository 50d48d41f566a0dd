import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { MediaSweeper } from '../../src/media/ledger/media.sweeper.js';
import { Api, type SignedUp } from '../support/api.js';
import { type TestApp, startTestApp } from '../support/app.js';
import { dataUri, drawPicture } from '../support/pictures.js';
import { SlowRequest } from '../support/slow-request.js';

const token = 'a token of 16 or more characters'.replaceAll(' ', '-');

function ask({ url }: TestApp, authorization?: string): Promise<Response> {
  return fetch(`${url}/metrics`, {
    headers: { ...(authorization !== undefined && { Authorization: authorization }) },
  });
}

/** `name{label="value"}` → value */
async function scrape(app: TestApp): Promise<ReadonlyMap<string, number>> {
  const response = await ask(app);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  const lines = (await response.text()).split('\n').filter((line) => /^[^#]/.test(line));
  return new Map(
    lines.map((line) => {
      const at = line.lastIndexOf(' ');
      return [line.slice(0, at), Number(line.slice(at + 1))];
    }),
  );
}

describe('the metrics of a server', () => {
  let app: TestApp;
  let api: Api;
  let user: SignedUp;

  beforeAll(async () => {
    app = await startTestApp({ IMAGE_WORKERS: '1', IMAGE_QUEUE: '7' });
    api = new Api(app);
    user = await api.signUp();
  });
  afterAll(() => app.close());

  const requests = (method: string, route: string, status: number | string) =>
    `marquee_http_requests_total{method="${method}",route="${route}",status="${status}"}`;

  it('count and time requests by the template of their route, never by what was asked for', async () => {
    await api.get('/v1/events/7654321');
    await api.get('/v1/events/7654322?fields[event]=name');
    await api.get('/wp-login-7654323.php');
    await fetch(`${app.url}/v1/events/7654324`, { method: 'PROPFIND' });
    const metrics = await scrape(app);
    expect(metrics.get(requests('GET', '/v1/events/:id', 404))).toBe(2);
    expect(metrics.get(requests('GET', 'none', 404))).toBe(1);
    expect(metrics.get(requests('other', 'none', 405))).toBe(1);
    const timed = 'marquee_http_request_seconds_count{method="GET",route="/v1/events/:id"}';
    expect(metrics.get(timed)).toBe(2);
    expect([...metrics.keys()].join()).not.toContain('765432');
  });

  it('count uploads and their bytes by what became of them', async () => {
    const picture = await drawPicture();
    const body = (bytes: Buffer) => ({ data: dataUri(bytes) });
    const send = (bytes: Buffer) =>
      fetch(`${app.url}/v1/upload/image`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${user.token}`, 'Content-Type': 'application/json' },
        body: JSON.stringify(body(bytes)),
      });
    expect((await send(picture)).status).toBe(200);
    expect((await send(Buffer.alloc(300))).status).toBe(415);
    const slow = await SlowRequest.begin(`${app.url}/v1/upload/image`, user.token, body(picture));
    slow.abort();
    const aborted = 'marquee_uploads_total{outcome="aborted"}';
    await expect.poll(async () => (await scrape(app)).get(aborted)).toBe(1);
    const metrics = await scrape(app);
    expect(metrics.get('marquee_uploads_total{outcome="kept"}')).toBe(1);
    expect(metrics.get('marquee_upload_bytes_total{outcome="kept"}')).toBe(picture.length);
    expect(metrics.get('marquee_uploads_total{outcome="refused"}')).toBe(1);
    expect(metrics.get('marquee_upload_bytes_total{outcome="refused"}')).toBe(300);
    expect(metrics.get(requests('POST', '/v1/upload/image', 'aborted'))).toBe(1);
  });

  it('tell how busy the house is', async () => {
    const { hostname, port } = new URL(app.url);
    const before = (await scrape(app)).get('marquee_http_connections') ?? 0;
    const idle = connect(Number(port), hostname);
    await once(idle, 'connect');
    await app.nest.get(MediaSweeper).sweep({ audit: true });
    const metrics = await scrape(app);
    idle.destroy();
    expect(metrics.get('marquee_http_connections')).toBeGreaterThan(before);
    expect(metrics.get('marquee_http_requests_under_way')).toBe(1);
    expect(metrics.get('marquee_image_workers')).toBe(1);
    expect(metrics.get('marquee_image_queue')).toBe(7);
    expect(metrics.get('marquee_images_working')).toBe(0);
    expect(metrics.get('marquee_images_waiting')).toBe(0);
    expect(metrics.get('marquee_spool_free_bytes')).toBeGreaterThan(0);
    expect(metrics.get('marquee_pool_maximum')).toBe(10);
    expect(metrics.get('marquee_pool_connections')).toBeGreaterThan(0);
    expect(metrics.get('marquee_pool_idle')).toBe(metrics.get('marquee_pool_connections'));
    expect(metrics.get('marquee_pool_waiting')).toBe(0);
    expect(metrics.get('marquee_sweeps_total{outcome="done"}')).toBe(1);
    expect(metrics.get('marquee_sweep_findings{kind="missingFiles"}')).toBe(0);
    expect(metrics.get('nodejs_eventloop_lag_p99_seconds')).toBeGreaterThanOrEqual(0);
  });
});

describe('who may read the metrics', () => {
  let app: TestApp;

  afterEach(() => app.close());

  it('is whoever has the token, where there is one', async () => {
    app = await startTestApp({ METRICS_TOKEN: token });
    const { token: ofUser } = await new Api(app).signUp();
    for (const wrong of [
      undefined,
      'Bearer',
      `Bearer ${token}x`,
      `Bearer ${ofUser}`,
      `Basic ${token}`,
    ])
      expect((await ask(app, wrong)).status).toBe(401);
    expect((await ask(app, `Bearer ${token}`)).status).toBe(200);
  });

  it('is nobody in production, where there is none', async () => {
    app = await startTestApp({ NODE_ENV: 'production' });
    expect((await ask(app)).status).toBe(404);
  });
});
