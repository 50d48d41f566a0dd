import { setTimeout as sleep } from 'node:timers/promises';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { ImageWorkers } from '../../src/media/workers/image.workers.js';
import { Renditions } from '../../src/media/renditions/renditions.js';
import { RenditionRenderer } from '../../src/media/renditions/rendition.renderer.js';
import { Api, type SignedUp, eventDocument } from '../support/api.js';
import { type TestApp, startTestApp } from '../support/app.js';
import { dataUri, drawPicture } from '../support/pictures.js';
import { tracesOf } from '../support/traces.js';
import { animation } from './pictures.js';

const chrome = 'image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8';

interface Scene {
  readonly app: TestApp;
  readonly api: Api;
  readonly user: SignedUp;
}

async function open(settings: Readonly<Record<string, string>>): Promise<Scene> {
  const app = await startTestApp({ IMAGE_WORKERS: '1', ...settings });
  const api = new Api(app);
  return { app, api, user: await api.signUp() };
}

/** An event's id and the URLs of its picture. */
async function show({ api, user }: Scene, picture: Buffer) {
  const document = eventDocument({ 'original-image-url': dataUri(picture) });
  const { data } = (await api.post('/v1/events', document, user)).document;
  const { attributes } = data;
  return {
    id: data.id as string,
    original: attributes['original-image-url'] as string,
    thumbnail: attributes['thumbnail-image-url'] as string,
    icon: attributes['icon-image-url'] as string,
  };
}

interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const ask = (url: string, accept?: string, more: Asked = {}) =>
  fetch(url, {
    ...more,
    headers: { ...(accept !== undefined && { Accept: accept }), ...more.headers },
  });

/** As `ask`, once the format is ready: a busy machine takes longer than a reader waits. */
const askUntilReady: typeof ask = async (...request) => {
  const answer = await ask(...request);
  if (answer.headers.get('cache-control') !== 'public, max-age=60') return answer;
  await sleep(50);
  return askUntilReady(...request);
};

const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer());
const typeOf = (response: Response) => response.headers.get('content-type');

describe('a rendition', () => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await open({});
  });
  afterAll(() => scene.app.close());

  it('is answered in the nicest format that a client names, at one URL', async () => {
    const { thumbnail } = await show(scene, await drawPicture('jpeg'));
    const answers = await Promise.all(
      [chrome, 'image/webp,*/*', '*/*', undefined].map((accept) =>
        askUntilReady(thumbnail, accept),
      ),
    );
    expect(answers.map(typeOf)).toEqual(['image/avif', 'image/webp', 'image/jpeg', 'image/jpeg']);
    for (const answer of answers) {
      expect(answer.headers.get('vary')).toBe('Accept');
      expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    }
    const etags = answers.map(({ headers }) => headers.get('etag'));
    expect(new Set(etags).size).toBe(3);
    const formats = await Promise.all(
      answers.map(async (answer) => (await sharp(await bytesOf(answer)).metadata()).format),
    );
    expect(formats).toEqual(['heif', 'webp', 'jpeg', 'jpeg']);
  });

  it('keeps its conditions, ranges and HEAD to the format that is chosen', async () => {
    const { icon } = await show(scene, await drawPicture('jpeg'));
    const whole = await askUntilReady(icon, chrome);
    const bytes = await bytesOf(whole);
    const etag = whole.headers.get('etag') ?? '';
    const known = await askUntilReady(icon, chrome, { headers: { 'If-None-Match': etag } });
    expect([known.status, known.headers.get('vary')]).toEqual([304, 'Accept']);
    const other = await askUntilReady(icon, '*/*', { headers: { 'If-None-Match': etag } });
    expect([other.status, typeOf(other)]).toEqual([200, 'image/jpeg']);
    const part = await askUntilReady(icon, chrome, {
      headers: { Range: 'bytes=4-11', 'If-Range': etag },
    });
    expect([part.status, String(await bytesOf(part))]).toEqual([206, 'ftypavif']);
    expect(part.headers.get('content-range')).toBe(`bytes 4-11/${bytes.length}`);
    const stale = await askUntilReady(icon, '*/*', {
      headers: { Range: 'bytes=4-11', 'If-Range': etag },
    });
    expect(stale.status).toBe(200);
    const head = await askUntilReady(icon, chrome, { method: 'HEAD' });
    for (const name of ['content-type', 'content-length', 'etag', 'vary', 'last-modified'])
      expect(head.headers.get(name)).toBe(whole.headers.get(name));
  });

  it('is the only thing that is negotiated: an original is what it is', async () => {
    const { original } = await show(scene, await drawPicture('jpeg'));
    const answers = await Promise.all(
      [chrome, undefined].map((accept) => askUntilReady(original, accept)),
    );
    expect(answers.map(typeOf)).toEqual(['image/jpeg', 'image/jpeg']);
    expect(answers.map(({ headers }) => headers.get('vary'))).toEqual([null, null]);
    const [one, other] = await Promise.all(answers.map(bytesOf));
    expect(one).toEqual(other);
  });

  it.each(['image/avif', 'image/webp', 'image/png'])('keeps its alpha as %s', async (type) => {
    const background = { r: 200, g: 40, b: 40, alpha: 0.5 };
    const half = sharp({ create: { width: 600, height: 300, channels: 4, background } });
    for (const format of ['png', 'avif'] as const) {
      const { thumbnail } = await show(scene, await half.toFormat(format).toBuffer());
      const answer = await askUntilReady(thumbnail, `${type},*/*;q=0`);
      expect(typeOf(answer)).toBe(type);
      const pixels = await sharp(await bytesOf(answer))
        .raw()
        .toBuffer();
      expect(Math.abs((pixels[3] ?? 0) - 128)).toBeLessThan(6);
    }
  });

  it.each(['gif', 'webp'] as const)('of an animated %s moves for everybody', async (format) => {
    const rhythm = { delay: [70, 80, 90], loop: 2 };
    const picture = await (await animation(510, 60, 3)).toFormat(format, rhythm).toBuffer();
    const { thumbnail } = await show(scene, picture);
    for (const accept of [chrome, '*/*', 'image/avif', 'image/avif,image/png,image/jpeg']) {
      const answer = await askUntilReady(thumbnail, accept);
      const metadata = await sharp(await bytesOf(answer), { animated: true }).metadata();
      expect(metadata).toMatchObject({ width: 500, pageHeight: 59, pages: 3, ...rhythm });
    }
  });

  it('is at its other extensions for those who ask by name, and at no others', async () => {
    const { thumbnail } = await show(scene, await drawPicture('jpeg'));
    const webp = await askUntilReady(thumbnail.replace(/jpg$/, 'webp'), '*/*');
    expect([webp.status, typeOf(webp), webp.headers.get('vary')]).toEqual([
      200,
      'image/webp',
      null,
    ]);
    for (const extension of ['gif', 'png', 'pdf', 'jxl'])
      expect((await askUntilReady(thumbnail.replace(/jpg$/, extension))).status).toBe(404);
    expect((await askUntilReady(thumbnail.replace('thumbnail', 'huge'), chrome)).status).toBe(404);
  });

  it('is made once, however many ask for it first', async () => {
    const { thumbnail } = await show(scene, await drawPicture('jpeg'));
    const renderer = scene.app.nest.get(RenditionRenderer);
    const rendered = renderer.render.bind(renderer);
    const make = vi.spyOn(scene.app.nest.get(Renditions), 'make');
    const render = vi.spyOn(renderer, 'render').mockImplementation(async (job) => {
      // All have come by then.
      await vi.waitUntil(() => make.mock.calls.length === 12, { timeout: 60_000 });
      await rendered(job);
    });
    const askAll = () =>
      Promise.all(Array.from({ length: 12 }, () => ask(thumbnail, chrome).then(typeOf)));
    await askAll();
    await vi.waitUntil(() => make.mock.settledResults.every(({ type }) => type !== 'incomplete'), {
      timeout: 60_000,
    });
    expect(await askAll()).toEqual(Array(12).fill('image/avif'));
    expect(render).toHaveBeenCalledTimes(1);
    vi.restoreAllMocks();
  });

  it('goes with its picture in every format', async () => {
    const before = await tracesOf(scene.app);
    const { icon, id, thumbnail } = await show(scene, await drawPicture('jpeg'));
    for (const url of [icon, thumbnail])
      for (const accept of [chrome, 'image/webp'])
        await (await askUntilReady(url, accept)).arrayBuffer();
    expect((await tracesOf(scene.app)).files).toHaveLength(before.files.length + 8);
    const attributes = { 'original-image-url': null };
    const removal = { data: { type: 'event', id, attributes } };
    await scene.api.patch(`/v1/events/${id}`, removal, scene.user);
    expect((await tracesOf(scene.app)).files).toHaveLength(before.files.length);
    for (const accept of [chrome, 'image/webp', '*/*'])
      expect((await askUntilReady(icon, accept)).status).toBe(404);
  });
});

describe('a nicer format that is not ready', () => {
  let scene: Scene;
  let pid: number;

  beforeAll(async () => {
    scene = await open({ IMAGE_QUEUE: '0', CORS_ORIGINS: 'https://club.example' });
  });
  afterAll(() => scene.app.close());
  beforeEach(() => {
    vi.restoreAllMocks();
  });
  afterEach(() => {
    process.kill(pid, 'SIGCONT');
  });

  /** From now on the only worker takes its time. */
  function stopWorker(): void {
    [pid = 0] = scene.app.nest.get(ImageWorkers).pids;
    expect(pid).toBeGreaterThan(0);
    process.kill(pid, 'SIGSTOP');
  }

  it('keeps nobody waiting: the own one is answered, to be kept for a minute', async () => {
    const { icon, thumbnail } = await show(scene, await drawPicture('jpeg'));
    stopWorker();
    const first = await ask(icon, chrome);
    expect([first.status, typeOf(first)]).toEqual([200, 'image/jpeg']);
    expect(first.headers.get('cache-control')).toBe('public, max-age=60');
    expect(first.headers.get('vary')).toMatch(/Accept/);
    // The worker is taken and nobody may wait for it.
    const times: number[] = [];
    for (let count = 0; count < 3; count += 1) {
      const began = performance.now();
      const second = await ask(thumbnail, chrome);
      expect([second.status, typeOf(second)]).toEqual([200, 'image/jpeg']);
      times.push(performance.now() - began);
    }
    // Whoever waits does so for a second, each time; a busy machine takes as long now and then.
    expect(Math.min(...times)).toBeLessThan(900);

    process.kill(pid, 'SIGCONT');
    await expect.poll(async () => typeOf(await ask(icon, chrome))).toBe('image/avif');
    const made = await ask(icon, chrome);
    expect(made.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  });

  it('says of what the answer depends, beside what CORS says', async () => {
    const { icon } = await show(scene, await drawPicture('jpeg'));
    const answer = await ask(icon, '*/*', { headers: { Origin: 'https://club.example' } });
    expect(answer.headers.get('vary')).toBe('Origin, Accept');
  });
});
