import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { MediaSweeper } from '../../src/media/ledger/media.sweeper.js';
import { type UnreliableApp, startUnreliableApp } from '../crash/unreliable-app.js';
import { Api, type SignedUp, eventDocument } from '../support/api.js';
import { dataUri, drawPicture } from '../support/pictures.js';
import { query, tracesOf } from '../support/traces.js';

const day = 86_400_000;

/**
 * There are two clocks: the server's, by which access tokens hold and files in a folder age, and that of Postgres, by
 * which everything in rows does. The first is set here; that the second was set is told by what it has written before.
 */
describe('a clock that jumps', () => {
  let app: UnreliableApp;
  let api: Api;
  let user: SignedUp;
  let picture: string;

  beforeAll(async () => {
    app = await startUnreliableApp({ SWEEP_GRACE_MINUTES: '60' });
    api = new Api(app);
    user = await api.signUp();
    picture = dataUri(await drawPicture('png'));
  });
  afterEach(() => vi.useRealTimers());
  afterAll(() => app.close());

  function setServerClock(milliseconds: number): void {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + milliseconds });
  }

  /** As if that of Postgres had been put forward since. */
  async function ageRows(milliseconds: number): Promise<void> {
    const interval = `make_interval(secs => ${milliseconds / 1000})`;
    await query(app, `UPDATE media_files SET created_at = created_at - ${interval}`);
  }

  async function createEvent(): Promise<string> {
    const document = eventDocument({ 'original-image-url': picture });
    const made = await api.post('/v1/events', document, user);
    expect(made.status).toBe(201);
    return made.document.data.attributes['original-image-url'] as string;
  }

  const sweep = () => app.nest.get(MediaSweeper).sweep({ audit: true });
  const statusOf = async (token: string) =>
    (await api.get(`/v1/users/${user.id}`, { token })).status;

  it('forward by two days ends tokens, not sessions: a new one is had, and the old holds when it is set right', async () => {
    const login = { email: user.email, password: user.password, 'remember-me': true };
    setServerClock(2 * day);
    expect(await statusOf(user.token)).toBe(401);
    const session = await api.post('/v1/auth/session', login);
    expect(await statusOf(session.document.access_token)).toBe(200);
    vi.useRealTimers();
    expect(await statusOf(user.token)).toBe(200);
    // Issued in what is the future now.
    expect(await statusOf(session.document.access_token)).toBe(200);
  });

  it('back by two days refuses nobody', async () => {
    setServerClock(-2 * day);
    expect(await statusOf(user.token)).toBe(200);
    const session = await api.post('/v1/auth/session', user);
    expect(await statusOf(session.document.access_token)).toBe(200);
    expect((await fetch(await createEvent())).status).toBe(200);
  });

  it.each([
    ['forward', 2 * day],
    ['back', -2 * day],
  ])('%s lets the sweeper take nothing that a row refers to', async (_way, milliseconds) => {
    const url = await createEvent();
    setServerClock(milliseconds);
    await ageRows(milliseconds);
    const report = await sweep();
    expect(report).toMatchObject({ erased: { count: 0 }, abandoned: { count: 0 } });
    expect(report?.audit).toMatchObject({
      missingFiles: { count: 0 },
      unknownFiles: { count: 0 },
      disagreements: { count: 0 },
    });
    expect((await fetch(url)).status).toBe(200);
    await ageRows(-milliseconds);
  });

  it('forward under a write makes the sweeper give it up: 503, and nothing is left of it', async () => {
    const before = await tracesOf(app);
    app.storage.beforePut = async () => {
      await ageRows(day);
      await sweep();
    };
    const document = eventDocument({ 'original-image-url': picture });
    const answer = await api.post('/v1/events', document, user);
    expect(answer.status).toBe(503);
    expect(await tracesOf(app)).toEqual(before);
  });
});
