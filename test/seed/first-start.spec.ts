import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Seed } from '../../src/seed/seed.js';
import { Api } from '../support/api.js';
import { type TestApp, startTestApp } from '../support/app.js';
import { query, tracesOf } from '../support/traces.js';

const admin = { email: 'admin@marquee.example', password: 'correct horse' };

/** Of the conference, by the lists that hang on it: how many the public sees, and how many an admin. */
const parts: Readonly<Record<string, readonly [seen: number, all: number]>> = {
  sessions: [31, 40],
  speakers: [30, 30],
  sponsors: [9, 9],
  exhibitors: [6, 6],
  tracks: [7, 7],
  microlocations: [5, 5],
  'session-types': [6, 6],
  'social-links': [4, 4],
  faqs: [6, 6],
  feedbacks: [8, 8],
};

describe('a first start', () => {
  let app: TestApp;
  let api: Api;
  let token: string;

  beforeAll(async () => {
    app = await startTestApp({ ADMIN_PASSWORD: admin.password });
    await app.nest.get(Seed).run();
    api = new Api(app);
    token = (await api.post('/v1/auth/session', admin)).document.access_token;
  });

  afterAll(() => app?.close());

  it('makes a conference and five more events, all of them to come', async () => {
    const { document } = await api.get('/v1/events');
    expect(document.data).toHaveLength(6);
    expect(document.data[0].attributes.name).toBe('Longshore');
    const now = new Date().toISOString();
    for (const { attributes } of document.data)
      expect(attributes['starts-at'] > now, attributes.name).toBe(true);
  });

  it('owes no mail to the people that it has invented', async () => {
    expect(await query(app, 'SELECT FROM mail_outbox')).toEqual([]);
  });

  it.each(Object.entries(parts))('gives the conference its %s', async (list, [seen, all]) => {
    const path = `/v1/events/1/${list}?page[size]=1`;
    expect((await api.get(path)).document.meta.count).toBe(seen);
    expect((await api.get(path, { token })).document.meta.count).toBe(all);
  });

  it('gives it people, a call, a licence and a place in the catalogue', async () => {
    const people = ['owner', 'organizers', 'coorganizers'];
    const place = ['event-type', 'event-topic', 'event-sub-topic'];
    const relations = [...people, ...place, 'speakers-call', 'event-copyright'];
    const { document } = await api.get(`/v1/events/1?include=${relations.join(',')}`, { token });
    const related = document.data.relationships;
    expect(related.owner.data.id).toBe('1');
    expect(related.organizers.data).toHaveLength(1);
    expect(related.coorganizers.data).toHaveLength(2);
    for (const name of relations) expect([related[name].data].flat(), name).not.toEqual([null]);
  });

  it('has sessions handed in by those who wait for an answer', async () => {
    const open = '/v1/events/1/sessions?filter[state][in]=pending,draft&include=creator,speakers';
    const { document } = await api.get(open, { token });
    expect(document.data).toHaveLength(5);
    const organizers = await api.get('/v1/events/1/organizers', { token });
    const [organizer] = organizers.document.data;
    for (const { relationships } of document.data)
      expect(['1', organizer.id]).not.toContain(relationships.creator.data.id);
  });

  it('lets an admin be any of its people', async () => {
    const [organizer] = (await api.get('/v1/events/1/organizers', { token })).document.data;
    const { email } = organizer.attributes;
    const attributes = { password: 'fish and chips' };
    const data = { type: 'user', id: organizer.id, attributes };
    expect((await api.patch(`/v1/users/${organizer.id}`, { data }, { token })).status).toBe(200);
    const session = await api.post('/v1/auth/session', { email, ...attributes });
    const own = await api.get('/v1/events/1/sessions', { token: session.document.access_token });
    expect(own.document.meta.count).toBe(40);
  });

  it('draws another portrait for each speaker', async () => {
    const { document } = await api.get('/v1/events/1/speakers?page[size]=100');
    const photos = document.data.map(({ meta }: Pictured) => meta.images['photo-url']);
    for (const member of ['placeholder', 'alt'] as const)
      expect(new Set(photos.map((photo: Description) => photo[member])).size, member).toBe(30);
    expect(photos[0].alt).toBe('Drawn portrait of Amara Osei-Lund with earrings');
  });

  it('leads to pictures with every URL that it answers', async () => {
    const lists = ['events', 'event-topics', 'custom-placeholders'].map((list) => `/v1/${list}`);
    const hanging = ['speakers', 'sponsors', 'exhibitors'].map((list) => `/v1/events/1/${list}`);
    const urls = (await Promise.all([...lists, ...hanging, '/v1/users'].map(pictureUrls))).flat();
    expect(urls.length).toBeGreaterThan(150);
    for (const url of urls) {
      const response = await fetch(url);
      expect(response.status, url).toBe(200);
      expect(response.headers.get('content-type'), url).toMatch(/^image\/(jpeg|png)$/);
      await response.arrayBuffer();
    }
  });

  it('gives eight sessions their slides, as PDFs that are kept here', async () => {
    const { document } = await api.get('/v1/events/1/sessions?page[size]=100');
    const links: readonly Linked[] = document.data.flatMap(
      ({ attributes }: Slided) => attributes.slides,
    );
    expect(links).toHaveLength(8);
    for (const { link } of links) {
      expect(link).toMatch(/\/media\/session\/[\da-f-]{36}\.pdf$/);
      expect(await pdfAt(link)).toMatch(wholePdf);
    }
  });

  it('has documents for those who come, and for those who speak', async () => {
    const { attributes } = (await api.get('/v1/events/1')).document.data;
    const links: readonly Linked[] = attributes['document-links'];
    expect(links.map(({ name }) => name)).toEqual(['Finding your way', 'For speakers']);
    for (const { link } of links) {
      expect(link).toMatch(/\/media\/event\/[\da-f-]{36}\.pdf$/);
      expect(await pdfAt(link)).toMatch(wholePdf);
    }
    expect(await pdfAt(links[0]!.link)).toContain('(Tar Cellar: one floor down, fourteen steps)');
  });

  it('has attached every file that it has stored, and left none in the spool', async () => {
    const unattached = await query(
      app,
      `SELECT key FROM media_files LEFT JOIN media_attachments ON file_key = key
       WHERE file_key IS NULL OR state <> 'stored'`,
    );
    expect(unattached).toEqual([]);
    const { ledger, spooled } = await tracesOf(app);
    expect(ledger).toBeGreaterThan(60);
    expect(spooled).toEqual([]);
  });

  it('is the only one that makes anything', async () => {
    const before = await tracesOf(app);
    const again = await app.nest.get(Seed).run();
    expect(again).toEqual({ email: admin.email, generatedPassword: null });
    expect(await tracesOf(app)).toEqual(before);
  });

  async function pictureUrls(path: string): Promise<readonly string[]> {
    const { document } = await api.get(`${path}?page[size]=100`, { token });
    return document.data.flatMap(({ attributes }: Pictured) =>
      Object.values(attributes).filter(
        (value) => typeof value === 'string' && value.startsWith(`${app.url}/media/`),
      ),
    );
  }
});

describe('a first start with SEED_DEMO=false', () => {
  it('makes an admin and nothing else', async () => {
    const app = await startTestApp({ SEED_DEMO: 'false' });
    try {
      const { generatedPassword } = await app.nest.get(Seed).run();
      expect(generatedPassword).toMatch(/^[\w-]{16}$/);
      expect(await query(app, 'SELECT email FROM users')).toEqual([{ email: admin.email }]);
      expect(await tracesOf(app)).toMatchObject({ events: 0, ledger: 0, files: [] });
    } finally {
      await app.close();
    }
  });
});

interface Description {
  readonly placeholder: string;
  readonly alt: string;
}

interface Linked {
  readonly name: string;
  readonly link: string;
}

interface Slided {
  readonly attributes: { readonly slides: readonly Linked[] };
}

const wholePdf = /^%PDF-1\.4\n[^]*%%EOF\n$/;

async function pdfAt(url: string): Promise<string> {
  const response = await fetch(url);
  expect(response.headers.get('content-type')).toBe('application/pdf');
  return response.text();
}

interface Pictured {
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly meta: { readonly images: Readonly<Record<string, Description>> };
}
