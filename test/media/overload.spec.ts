import { Logger } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { ImageWorkers } from '../../src/media/workers/image.workers.js';
import { UploadReception } from '../../src/media/quota/upload-reception.js';
import { Api, type ApiResponse, type SignedUp, eventDocument } from '../support/api.js';
import { type TestApp, startTestApp } from '../support/app.js';
import { dataUri } from '../support/pictures.js';
import { tracesOf } from '../support/traces.js';
import { photograph } from './pictures.js';

const senders = 40;

/** What is worked on and what waits. */
const seats = 1 + 3;

/** `npm run bench:overload` has the full measure, and what it costs in memory. */
describe(`${senders} pictures at once, where ${seats} have a place`, () => {
  let app: TestApp;
  let api: Api;
  let user: SignedUp;
  let document: object;

  beforeAll(async () => {
    app = await startTestApp({ IMAGE_WORKERS: '1', IMAGE_QUEUE: '3' });
    api = new Api(app);
    user = await api.signUp();
    const photo = await (await photograph(2000, 1000)).jpeg({ quality: 90 }).toBuffer();
    document = eventDocument({ 'original-image-url': dataUri(photo) });
  });
  afterAll(() => app.close());

  const post = () => api.post('/v1/events', document, user);

  async function readUntil(over: Promise<unknown>): Promise<number> {
    const state = { read: 0, over: false };
    void over.finally(() => (state.over = true));
    while (!state.over) {
      expect((await api.get('/v1/event-types')).status).toBe(200);
      state.read += 1;
    }
    return state.read;
  }

  function countOf(status: number, answers: readonly ApiResponse[]): number {
    return answers.filter((answer) => answer.status === status).length;
  }

  it('are all answered, with 201 or 503, by a server that serves others meanwhile', async () => {
    const before = await tracesOf(app);
    const complained = vi.spyOn(Logger.prototype, 'error');
    onTestFinished(() => complained.mockRestore());
    const posting = Promise.all(Array.from({ length: senders }, post));
    const read = await readUntil(posting);
    const answers = await posting;
    const made = countOf(201, answers);
    expect(made).toBeGreaterThanOrEqual(seats);
    expect(countOf(503, answers)).toBe(senders - made);
    expect(made).toBeLessThan(senders);
    expect(read).toBeGreaterThan(0);
    for (const { document: refusal, headers } of answers.filter(({ status }) => status === 503)) {
      expect(refusal.errors).toMatchObject([{ code: 'image-workers-busy' }]);
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    }
    // A full house is no fault: its requests are warned of, one line each.
    expect(complained).not.toHaveBeenCalled();
    const after = await tracesOf(app);
    expect(after.events - before.events).toBe(made);
    expect(after.ledger - before.ledger).toBe(made);
    await expect.poll(async () => (await tracesOf(app)).spooled).toEqual([]);
  });

  it('leave nothing occupied', async () => {
    expect(app.nest.get(ImageWorkers).stats).toEqual({ working: 0, waiting: 0 });
    expect(app.nest.get(ImageWorkers).full).toBe(false);
    expect(app.nest.get(UploadReception).present).toBe(0);
    expect((await post()).status).toBe(201);
  });
});
