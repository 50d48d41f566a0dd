import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { ImageWorkers } from '../../src/media/workers/image.workers.js';
import { ImageWorkError } from '../../src/media/workers/image-work-error.js';
import { Api, type SignedUp } from '../support/api.js';
import { type TestApp, startTestApp } from '../support/app.js';
import { dataUri, drawPicture } from '../support/pictures.js';

describe('a rendition in the own format that cannot be made', () => {
  let app: TestApp;
  let api: Api;
  let user: SignedUp;
  let picture: Buffer;
  let upload: URL;

  beforeAll(async () => {
    app = await startTestApp({ IMAGE_WORKERS: '1' });
    api = new Api(app);
    user = await api.signUp();
    picture = await drawPicture('jpeg');
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    vi.restoreAllMocks();
    const headers = { 'Content-Type': 'application/json', Accept: 'application/json' };
    const body = { data: dataUri(picture) };
    const answer = await api.post('/v1/upload/image', body, { token: user.token, headers });
    upload = new URL((answer.document as { url: string }).url);
  });

  /** Uploads have renditions from their first GET on. */
  const rendition = (preset: string, extension = 'jpg') =>
    fetch(upload.href.replace('.jpg', `/event-${preset}.${extension}`));
  /** Files lie below the first two letters of their id. */
  const stored = () =>
    join(app.dataDir, upload.pathname.replace(/([^/]{2})([^/]*)\.jpg$/, '$1/$1$2/original.jpg'));

  async function requireOriginal(answer: Response): Promise<void> {
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    expect(answer.headers.get('cache-control')).toBe('public, max-age=60');
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(await readFile(stored()));
  }

  it('is stood in for by the picture, and not tried at each GET anew', async () => {
    const whole = await readFile(stored());
    await writeFile(stored(), whole.subarray(0, 3000));
    await requireOriginal(await rendition('thumbnail'));
    await writeFile(stored(), whole);
    const run = vi.spyOn(app.nest.get(ImageWorkers), 'run');
    await requireOriginal(await rendition('thumbnail'));
    expect(run).not.toHaveBeenCalled();
    const other = await rendition('icon');
    expect([other.status, other.headers.get('cache-control')]).toEqual([
      200,
      'public, max-age=31536000, immutable',
    ]);
  });

  it('costs a worker its deadline once', async () => {
    const late = new ImageWorkError('deadline', 'over 10000 ms');
    const run = vi.spyOn(app.nest.get(ImageWorkers), 'run').mockRejectedValue(late);
    for (let asked = 0; asked < 3; asked += 1) await requireOriginal(await rendition('large'));
    expect(run).toHaveBeenCalledTimes(1);
    // In another format there is nothing that could stand in.
    expect((await rendition('large', 'webp')).status).toBe(404);
  });

  it('is a 503 where others take all the room, and made at the next GET', async () => {
    const busy = new ImageWorkError('busy', 'all work');
    const run = vi.spyOn(app.nest.get(ImageWorkers), 'run').mockRejectedValueOnce(busy);
    const refused = await rendition('large');
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5']);
    expect((await rendition('large')).headers.get('cache-control')).toMatch(/immutable/);
    expect(run).toHaveBeenCalledTimes(2);
  });
});
