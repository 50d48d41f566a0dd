import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { admin } from '../support/admin.js';
import { eventDocument, jsonApi } from '../support/api.js';
import { freePort } from '../support/free-port.js';
import { dataUri, drawPicture } from '../support/pictures.js';
import { Premises } from '../support/premises.js';
import type { ServerProcess } from '../support/server-process.js';
import { OtlpReceiver, type ReceivedSpan } from './otlp-receiver.js';

const secretName = 'A name that nobody shall read';

describe('traces', () => {
  const premises = new Premises('traces');
  const receiver = new OtlpReceiver();
  const silent = new OtlpReceiver('silent');
  let server: ServerProcess;
  let endpoint: string;
  let token: string;
  let picture: string;

  beforeAll(async () => {
    picture = dataUri(await drawPicture('png', { width: 60, height: 45 }));
    // Another one will be there.
    endpoint = await receiver.open(await freePort());
    server = await premises.start({
      OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
      // Of the SDK's own: how long spans wait for others to be sent with them.
      OTEL_BSP_SCHEDULE_DELAY: '50',
      // Longer than a test: who waits for a collector that is silent is noticed.
      OTEL_BSP_EXPORT_TIMEOUT: '600000',
      OTEL_EXPORTER_OTLP_TIMEOUT: '600000',
    });
    const login = await send('POST', '/v1/auth/session', newTrace(), admin);
    token = ((await login.json()) as { access_token: string }).access_token;
  });
  afterAll(() => {
    receiver.close();
    silent.close();
  });

  const newTrace = () => randomBytes(16).toString('hex');

  function send(method: string, path: string, trace: string, body?: object): Promise<Response> {
    return fetch(server.url + path, {
      method,
      headers: {
        traceparent: `00-${trace}-00f067aa0ba902b7-01`,
        ...(token && { Authorization: `Bearer ${token}` }),
        ...(body && { 'Content-Type': path.includes('auth') ? 'application/json' : jsonApi }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
  }

  /** Once the request itself is among them: it ends last. */
  async function spansOf(trace: string, name: string): Promise<readonly ReceivedSpan[]> {
    const names = () => receiver.spansOf(trace).map((span) => span.name);
    await expect.poll(names).toContain(name);
    return receiver.spansOf(trace);
  }

  it("tell a request by its route's template, below the span of its client, with its statements and its picture", async () => {
    const trace = newTrace();
    const document = eventDocument({ name: secretName, 'original-image-url': picture });
    expect((await send('POST', '/v1/events', trace, document)).status).toBe(201);
    const spans = await spansOf(trace, 'POST /v1/events');
    const request = spans.find(({ name }) => name === 'POST /v1/events');
    expect(request?.parentSpanId).toBe('00f067aa0ba902b7');
    const below = spans.filter(({ parentSpanId }) => parentSpanId === request?.spanId);
    expect(below.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['image prove', 'INSERT', 'COMMIT', 'SELECT']),
    );
    expect(below).toHaveLength(spans.length - 1);
    await server.says(`"trace_id":"${trace}"`);
  });

  it('tell no id, no query, no body, no password and no token', async () => {
    const trace = newTrace();
    await send('GET', '/v1/events/1?fields[event]=name&x=unguessable', trace);
    await spansOf(trace, 'GET /v1/events/:id');
    const all = receiver.bodies.join('\n');
    for (const secret of [
      admin.password,
      token,
      secretName,
      picture.slice(-60),
      'unguessable',
      'admin@',
    ])
      expect(all).not.toContain(secret);
    expect(all).not.toContain('/v1/events/1');
  });

  it('are nobody’s trouble where the collector is gone, or does not answer', async () => {
    receiver.close();
    const readTwice = async () => {
      for (let count = 0; count < 2; count++)
        expect((await send('GET', '/v1/events', newTrace())).status).toBe(200);
    };
    await readTwice();
    await silent.open(Number(new URL(endpoint).port));
    await readTwice();
    await expect.poll(() => silent.bodies.length).toBeGreaterThan(0);
    server.signal('SIGTERM');
    expect((await server.ended).code).toBe(0);
  });
});
