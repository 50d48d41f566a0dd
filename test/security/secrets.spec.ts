import { beforeAll, describe, expect, it } from 'vitest';
import { eventDocument, jsonApi } from '../support/api.js';
import { dataUri, drawPicture } from '../support/pictures.js';
import { Premises } from '../support/premises.js';
import type { ServerProcess } from '../support/server-process.js';

const secrets = {
  JWT_SECRET: 'jwt-secret-of-thirty-two-characters-or-more',
  METRICS_TOKEN: 'metrics-token-of-this-test',
  ADMIN_PASSWORD: 'password-of-the-admin',
};

describe('what a server writes about itself', () => {
  const premises = new Premises('secrets');
  let server: ServerProcess;

  beforeAll(async () => {
    server = await premises.start({ ...secrets, LOG_LEVEL: 'trace' });
  });

  async function send(path: string, body: object, headers: Record<string, string> = {}) {
    const response = await fetch(server.url + path, {
      method: 'POST',
      headers: { 'Content-Type': jsonApi, ...headers },
      body: JSON.stringify(body),
    });
    return { status: response.status, document: (await response.json()) as Record<string, string> };
  }

  it('holds no password, no token, no picture and no setting that is secret, at any level', async () => {
    const email = 'admin@example.org';
    const wrong = { email, password: 'wrong-password-of-a-caller' };
    expect((await send('/v1/auth/session', wrong)).status).toBe(401);
    const right = { email, password: secrets.ADMIN_PASSWORD, 'remember-me': true };
    const { document } = await send('/v1/auth/session', right);
    const token = { Authorization: `Bearer ${document['access_token']}` };
    const picture = dataUri(await drawPicture());
    const event = eventDocument({ 'original-image-url': picture });
    expect((await send('/v1/events', event, token)).status).toBe(201);
    // Faults are told with their causes.
    const damaged = eventDocument({ 'original-image-url': picture.slice(0, -400) });
    expect((await send('/v1/events', damaged, token)).status).toBeGreaterThanOrEqual(400);
    expect((await send('/v1/events', event, { Authorization: 'Bearer forged-token' })).status).toBe(
      401,
    );
    const metrics = { Authorization: `Bearer ${secrets.METRICS_TOKEN}` };
    expect((await fetch(`${server.url}/metrics`, { headers: metrics })).status).toBe(200);

    await server.says('"url":"/metrics"');
    const hidden = [
      ...Object.values(secrets),
      wrong.password,
      document['access_token'],
      document['refresh_token'],
      'forged-token',
      new URL(premises.database.url).password,
      picture.slice(100, 160),
    ];
    for (const secret of hidden) {
      expect(secret?.length).toBeGreaterThan(8);
      expect(server.output).not.toContain(secret);
    }
  });
});
