import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { MediaSweeper } from '../../src/media/ledger/media.sweeper.js';
import { StorageConfig } from '../../src/storage/storage.config.js';
import { Api, type ApiResponse, type SignedUp, eventDocument } from '../support/api.js';
import { dataUri, drawPicture } from '../support/pictures.js';
import { patientMs } from '../support/patient-settings.js';
import { type Traces, query, tracesOf } from '../support/traces.js';
import { type UnreliableApp, startUnreliableApp } from './unreliable-app.js';
import type { Mood } from './unreliable.storage.js';

/** Of which a request may wait for a few. */
const deadlineMs = 200;
/** The rest is a busy machine. */
const boundedMs = 30_000;

describe('a storage that does not work', () => {
  let app: UnreliableApp;
  let api: Api;
  let user: SignedUp;
  let picture: string;
  let config: StorageConfig;

  beforeAll(async () => {
    app = await startUnreliableApp();
    config = app.nest.get(StorageConfig);
    api = new Api(app);
    user = await api.signUp();
    picture = dataUri(await drawPicture('png'));
  });

  afterEach(() => recover());
  afterAll(() => app.close());

  function create(): Promise<ApiResponse> {
    return api.post('/v1/events', eventDocument({ 'original-image-url': picture }), user);
  }

  function update(id: string, url: string | null): Promise<ApiResponse> {
    const attributes = { 'original-image-url': url };
    return api.patch(`/v1/events/${id}`, { data: { type: 'event', id, attributes } }, user);
  }

  /** From now on; what works is given all the time that it takes. */
  function turn(mood: Mood, patience = 0): void {
    Object.assign(app.storage, { mood, patience });
    config.storageDeadlineMilliseconds = deadlineMs;
  }

  async function recover(): Promise<void> {
    config.storageDeadlineMilliseconds = patientMs;
    await app.storage.recover();
  }

  /** What is there once the storage is well again and the sweeper came by. */
  async function traces(): Promise<Traces> {
    await recover();
    await app.nest.get(MediaSweeper).sweep({ audit: true });
    return tracesOf(app);
  }

  async function inTime<T>(work: Promise<T>): Promise<T> {
    const began = performance.now();
    const result = await work;
    expect(performance.now() - began).toBeLessThan(boundedMs);
    return result;
  }

  const moods: readonly Mood[] = ['fails', 'stalls'];
  // The original, each of the three renditions, and nothing but what comes after the row.
  const cases = moods.flatMap((mood) => [0, 1, 2, 3].map((patience) => [mood, patience] as const));

  it.each(cases)('that %s after %i puts: 503, and nothing is left', async (mood, patience) => {
    const before = await traces();
    turn(mood, patience);
    const answer = await inTime(create());
    expect(answer.status).toBe(503);
    expect(answer.document.errors[0].code).toBe('storage-unavailable');
    expect(answer.headers.get('retry-after')).toBe('5');
    // What is left to the sweeper need not grow old first.
    expect(await query(app, "SELECT FROM media_files WHERE state = 'writing'")).toEqual([]);
    expect(await traces()).toEqual(before);
  });

  it.each(moods)('that %s: an upload is refused in time, and nothing is left', async (mood) => {
    const before = await traces();
    turn(mood);
    const answer = await inTime(
      api.post('/v1/upload/image', { data: picture }, { ...user, headers: { Accept: '*/*' } }),
    );
    expect(answer.status).toBe(503);
    expect(await traces()).toEqual(before);
  });

  it.each(moods)('that %s only when the old picture is to go: the write stands', async (mood) => {
    const before = await traces();
    const { document } = await create();
    const { id } = document.data;
    turn(mood);
    const answer = await inTime(update(id, null));
    expect(answer.status).toBe(200);
    expect(answer.document.data.attributes['original-image-url']).toBeNull();
    expect(await traces()).toEqual({ ...before, events: before.events + 1 });
  });

  it.each(moods)('that %s: pictures are refused in time, and rows are read', async (mood) => {
    const { document } = await create();
    const url: string = document.data.attributes['original-image-url'];
    turn(mood);
    expect((await inTime(fetch(url))).status).toBe(503);
    expect((await inTime(fetch(url.replace('.png', '/large.webp')))).status).toBe(503);
    expect((await api.get(`/v1/events/${document.data.id}`, user)).status).toBe(200);
    await recover();
    expect((await fetch(url)).status).toBe(200);
  });

  it.each(moods)(
    'that %s between the look for a file and its bytes: 503, and no cache keeps that',
    async (mood) => {
      const { document } = await create();
      turn(mood, 1);
      const answer = await inTime(fetch(document.data.attributes['original-image-url']));
      expect(answer.status).toBe(503);
      expect(answer.headers.get('retry-after')).toBe('5');
      expect(answer.headers.get('cache-control')).toBeNull();
      expect(answer.headers.get('etag')).toBeNull();
    },
  );

  it('that puts a file long after it was given up: nothing is left', async () => {
    const before = await traces();
    let goOn = () => {};
    turn('works');
    app.storage.beforePut = () =>
      new Promise<void>((resolve) => {
        goOn = resolve;
      });
    expect((await inTime(create())).status).toBe(503);
    goOn();
    expect(await traces()).toEqual(before);
  });

  it('that is ill while the sweeper works: it gives up soon, and tries again', async () => {
    const { document } = await create();
    turn('fails');
    await update(document.data.id, null);
    const sweeper = app.nest.get(MediaSweeper);
    expect(await sweeper.sweep({ audit: false })).toMatchObject({ stuck: { count: 1 } });
    await recover();
    expect(await sweeper.sweep({ audit: false })).toMatchObject({ erased: { count: 1 } });
  });
});
