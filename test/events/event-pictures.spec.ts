import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Api, type SignedUp, eventDocument } from '../support/api.js';
import { type TestApp, startTestApp } from '../support/app.js';
import { dataUri, drawPicture } from '../support/pictures.js';
import { query, tracesOf } from '../support/traces.js';

describe('an event with a picture', () => {
  let app: TestApp;
  let api: Api;
  let user: SignedUp;

  beforeAll(async () => {
    app = await startTestApp();
    api = new Api(app);
    user = await api.signUp();
  });

  afterAll(() => app.close());

  async function create(picture: Buffer, attributes: Record<string, unknown> = {}) {
    const document = eventDocument({ 'original-image-url': dataUri(picture), ...attributes });
    return api.post('/v1/events', document, user);
  }

  it('is created with the picture, and answers with its absolute URL', async () => {
    const picture = await drawPicture('png');
    const { document, headers, status } = await create(picture);
    expect(status).toBe(201);
    expect(headers.get('location')).toBe(document.data.links.self);
    expect(document.data.id).toMatch(/^\d+$/);
    const url: string = document.data.attributes['original-image-url'];
    expect(url).toMatch(
      new RegExp(
        `^${app.url}/media/event/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\\.png$`,
      ),
    );
    const served = await fetch(url);
    expect(served.headers.get('content-type')).toBe('image/png');
    const bytes = Buffer.from(await served.arrayBuffer());
    const [seen, sent] = await Promise.all(
      [bytes, picture].map((one) => sharp(one).raw().toBuffer()),
    );
    // Not by toEqual, which takes minutes for a million numbers.
    expect(seen!.equals(sent!)).toBe(true);
  });

  it('keeps the root-relative URL in its row', async () => {
    const { document } = await create(await drawPicture('jpeg'));
    const [row] = await query<{ original_image_url: string }>(
      app,
      'SELECT original_image_url FROM events WHERE id = $1',
      [document.data.id],
    );
    expect(app.url + row?.original_image_url).toBe(document.data.attributes['original-image-url']);
  });

  it('answers the same to the byte when it is read again', async () => {
    const created = await create(await drawPicture('webp'));
    const read = await api.get(`/v1/events/${created.document.data.id}`, user);
    expect(JSON.stringify(read.document.data)).toBe(JSON.stringify(created.document.data));
  });

  it('has renditions of the widths of its presets', async () => {
    const { document } = await create(await drawPicture('jpeg', { width: 2000, height: 1000 }));
    for (const [name, width] of [
      ['large', 1300],
      ['thumbnail', 500],
      ['icon', 75],
    ] as const) {
      const served = await fetch(document.data.attributes[`${name}-image-url`]);
      expect(served.status).toBe(200);
      const size = await sharp(Buffer.from(await served.arrayBuffer())).metadata();
      expect([size.width, size.height]).toEqual([width, Math.round(width / 2)]);
    }
  });

  it('never enlarges a rendition', async () => {
    const { document } = await create(await drawPicture('png', { width: 40, height: 30 }));
    const served = await fetch(document.data.attributes['large-image-url']);
    const size = await sharp(Buffer.from(await served.arrayBuffer())).metadata();
    expect([size.width, size.height]).toEqual([40, 30]);
  });

  it('shows a rotated photo upright, and tells its size as displayed', async () => {
    const rotated = await sharp(await drawPicture('jpeg', { width: 800, height: 400 }))
      .withExif({ IFD0: { Orientation: '6' } })
      .jpeg()
      .toBuffer();
    const tagged = await sharp(rotated).withMetadata({ orientation: 6 }).toBuffer();
    const { document } = await create(tagged);
    expect(document.data.meta.images['original-image-url']).toMatchObject({
      width: 400,
      height: 800,
    });
    const served = await fetch(document.data.attributes['thumbnail-image-url']);
    const size = await sharp(Buffer.from(await served.arrayBuffer())).metadata();
    expect([size.width, size.height, size.orientation]).toEqual([400, 800, undefined]);
  });

  it('describes its picture in meta.images', async () => {
    const { document } = await create(await drawPicture('png'));
    expect(document.data.meta.images['original-image-url']).toMatchObject({
      width: 600,
      height: 450,
      'content-type': 'image/png',
      placeholder: expect.stringMatching(/^[A-Za-z0-9+/]{20,}=*$/),
      alt: null,
    });
  });

  describe('when it is updated', () => {
    async function update(id: string, url: unknown) {
      const attributes = { 'original-image-url': url };
      return api.patch(`/v1/events/${id}`, { data: { type: 'event', id, attributes } }, user);
    }

    it('replaces the picture by another data URI, and the old one is gone', async () => {
      const before = await create(await drawPicture('png'));
      const old: string = before.document.data.attributes['original-image-url'];
      const after = await update(before.document.data.id, dataUri(await drawPicture('gif')));
      expect(after.status).toBe(200);
      const fresh: string = after.document.data.attributes['original-image-url'];
      expect(fresh).toMatch(/\.gif$/);
      expect((await fetch(fresh)).status).toBe(200);
      expect((await fetch(old)).status).toBe(404);
    });

    it('keeps the picture when its own URL is sent back', async () => {
      const before = await create(await drawPicture('png'));
      const url: string = before.document.data.attributes['original-image-url'];
      const after = await update(before.document.data.id, url);
      expect(after.status).toBe(200);
      expect(after.document.data.attributes['original-image-url']).toBe(url);
      expect((await fetch(url)).status).toBe(200);
    });

    it('takes back a whole document with all its read-only members', async () => {
      const before = await create(await drawPicture('png'));
      const { id } = before.document.data;
      const after = await api.patch(`/v1/events/${id}`, { data: before.document.data }, user);
      expect(after.status).toBe(200);
      expect(after.document.data).toEqual(before.document.data);
    });

    it('removes the picture on null, with its renditions', async () => {
      const before = await create(await drawPicture('png'));
      const { attributes, id } = before.document.data;
      const after = await update(id, null);
      expect(after.document.data.attributes['original-image-url']).toBeNull();
      expect(after.document.data.attributes['large-image-url']).toBeNull();
      expect(after.document.data.meta).toBeUndefined();
      for (const url of [attributes['original-image-url'], attributes['icon-image-url']])
        expect((await fetch(url)).status).toBe(404);
    });

    it('lets the last of two writers win whole, and leaves one picture', async () => {
      const { document } = await create(await drawPicture('png'));
      const { id } = document.data;
      const before = await tracesOf(app);
      const pictures = await Promise.all(
        ['png', 'gif', 'jpeg'].map((f) => drawPicture(f as 'png')),
      );
      const answers = await Promise.all(pictures.map((picture) => update(id, dataUri(picture))));
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
      const last = await api.get(`/v1/events/${id}`, user);
      expect((await fetch(last.document.data.attributes['original-image-url'])).status).toBe(200);
      const after = await tracesOf(app);
      expect(after.ledger).toBe(before.ledger);
      expect(after.attachments).toBe(before.attachments);
      expect(after.files.length).toBe(before.files.length);
    });
  });

  it('is served with headers that let caches keep it and let it run nothing', async () => {
    const { document } = await create(await drawPicture('png'));
    const url: string = document.data.attributes['original-image-url'];
    const served = await fetch(url);
    expect(served.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(served.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
    expect(served.headers.get('x-content-type-options')).toBe('nosniff');
    expect(served.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    const etag = served.headers.get('etag') ?? '';
    expect((await fetch(url, { headers: { 'If-None-Match': etag } })).status).toBe(304);
    const part = await fetch(url, { headers: { Range: 'bytes=1-3' } });
    expect([part.status, await part.text()]).toEqual([206, 'PNG']);
    const head = await fetch(url, { method: 'HEAD' });
    expect(head.headers.get('content-length')).toBe(served.headers.get('content-length'));
    expect((await fetch(url, { headers: { Range: 'bytes=9999999-' } })).status).toBe(416);
    // https://www.rfc-editor.org/rfc/rfc9110#section-14.1.2-12
    // "If the selected representation is shorter than the specified suffix-length, the entire representation is used."
    const suffix = await fetch(url, { headers: { Range: 'bytes=-9999999' } });
    const size = Number(served.headers.get('content-length'));
    expect(suffix.status).toBe(206);
    expect(suffix.headers.get('content-range')).toBe(`bytes 0-${size - 1}/${size}`);
  });
});
