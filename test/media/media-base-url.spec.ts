import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Api, type SignedUp, eventDocument } from '../support/api.js';
import { type TestApp, startTestApp } from '../support/app.js';
import { dataUri, drawPicture } from '../support/pictures.js';
import { query } from '../support/traces.js';

const cdn = 'https://cdn.example/club';

describe('URLs of files behind a CDN', () => {
  let app: TestApp;
  let api: Api;
  let user: SignedUp;
  let picture: string;

  beforeAll(async () => {
    app = await startTestApp({ MEDIA_BASE_URL: `${cdn}/` });
    api = new Api(app);
    user = await api.signUp();
    picture = dataUri(await drawPicture('png', { width: 30, height: 20 }));
  });
  afterAll(() => app.close());

  async function create(url: string) {
    const document = eventDocument({ 'original-image-url': url });
    return (await api.post('/v1/events', document, user)).document;
  }

  async function update(id: string, url: string) {
    const attributes = { 'original-image-url': url };
    return api.patch(`/v1/events/${id}`, { data: { type: 'event', id, attributes } }, user);
  }

  async function upload(): Promise<string> {
    const headers = { 'Content-Type': 'application/json', Accept: 'application/json' };
    const answer = await api.post('/v1/upload/image', { data: picture }, { ...user, headers });
    return answer.document.url;
  }

  it('begin with its base, and only those of files do', async () => {
    const { data } = await create(picture);
    for (const name of ['original', 'large', 'thumbnail', 'icon'])
      expect(data.attributes[`${name}-image-url`]).toMatch(`${cdn}/media/event/`);
    expect(await upload()).toMatch(`${cdn}/media/upload/`);
    expect(data.links.self).toMatch(`${app.url}/v1/`);
    const path = data.attributes['icon-image-url'].slice(cdn.length);
    expect((await fetch(app.url + path)).status).toBe(200);
  });

  it('are root-relative in rows', async () => {
    const { data } = await create(picture);
    const statement = 'SELECT original_image_url AS url FROM events WHERE id = $1';
    const [row] = await query<{ url: string }>(app, statement, [data.id]);
    expect(cdn + row?.url).toBe(data.attributes['original-image-url']);
  });

  it('are known with either base when they are sent back, and keep the picture', async () => {
    const { data } = await create(picture);
    const url: string = data.attributes['original-image-url'];
    const path = url.slice(cdn.length);
    for (const same of [url, app.url + path, path]) {
      const answer = await update(data.id, same);
      expect([answer.status, answer.document.data.attributes['original-image-url']]).toEqual([
        200,
        url,
      ]);
    }
  });

  it('are known with either base when an upload is attached, and with no other', async () => {
    const url = await upload();
    const path = url.slice(cdn.length);
    for (const same of [url, app.url + path])
      expect((await create(same)).data.attributes['original-image-url']).toBe(url);
    for (const foreign of [
      `https://cdn.example${path}`,
      `https://cdn.example.evil/club${path}`,
      `${cdn}${path}?x`,
    ])
      expect((await create(foreign)).errors[0]).toMatchObject({
        code: 'foreign-image-url',
        source: { pointer: '/data/attributes/original-image-url' },
      });
  });

  it('may be shown by the pages of this server', async () => {
    const policy = (await fetch(app.url)).headers.get('content-security-policy');
    expect(policy).toMatch(/img-src[^;]* https:\/\/cdn\.example[ ;]/);
  });
});
