import { isDeepStrictEqual } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fileTypes } from '../../src/media/file-formats.js';
import { MediaSweeper } from '../../src/media/ledger/media.sweeper.js';
import type { SweepReport } from '../../src/media/ledger/sweeper.report.js';
import { fileSamples, mp4, pdf } from '../file-structure/file-samples.js';
import { type ApiResponse, type SignedUp, jsonApi } from '../support/api.js';
import { formOf, formType } from '../support/form.js';
import { type Gathering, documentOf, gather } from '../support/gathering.js';
import { dataUri, drawPicture } from '../support/pictures.js';
import { type Traces, query, tracesOf } from '../support/traces.js';

const foreign = 'https://slides.example/1.pdf';

/** Never the same bytes twice, so that nothing is told by its content. */
let drawn = 0;
const fresh = () => pdf(`${(drawn += 1)}`);
const uriOf = (file: Buffer, type: string = fileTypes.pdf) => dataUri(file, `data:${type};base64`);

describe('links to files', () => {
  let world: Gathering;
  let sweeper: MediaSweeper;

  beforeAll(async () => {
    world = await gather();
    sweeper = world.app.nest.get(MediaSweeper);
  });
  afterAll(() => world.close());

  /** Whatever a test did: rows, attachments, ledger and storage agree. */
  afterEach(async () => {
    const { audit } = await sweep();
    if (audit === null) throw new Error('Nothing was compared');
    const { disagreements, missingFiles, ownerless, unknownFiles } = audit;
    const found = [disagreements, missingFiles, ownerless, unknownFiles];
    if (found.some(({ count }) => count > 0)) throw new Error(JSON.stringify(found));
  });

  async function sweep(): Promise<SweepReport> {
    const report = await sweeper.sweep({ audit: true });
    if (report === null) throw new Error('Somebody else sweeps');
    return report;
  }

  async function upload(user: SignedUp = world.people.owner, file = fresh()): Promise<string> {
    const headers = { 'Content-Type': formType, Accept: 'application/json' };
    const body = formOf([{ name: 'file', content: file }]);
    const { document } = await world.api.post('/v1/upload/files', body, { ...user, headers });
    return document.url;
  }

  const inEvent = () => ({ event: ['event', world.event] as const });

  function create(attributes: Record<string, unknown>, as: 'owner' | 'submitter' = 'owner') {
    return world.attempt('session', { title: 'Talk', ...attributes }, inEvent(), as);
  }

  function update(
    id: string,
    attributes: Record<string, unknown>,
    as: 'owner' | 'coorganizer' = 'owner',
  ) {
    const document = documentOf('session', attributes, {}, id);
    return world.api.patch(`/v1/sessions/${id}`, document, world.as(as));
  }

  /** Of a session that was made. */
  function partsOf({ document, status }: ApiResponse) {
    if (status >= 300) throw new Error(JSON.stringify(document));
    const { attributes, id } = document.data;
    const slides = attributes.slides as { name: string; link: string }[];
    return {
      id: id as string,
      links: slides.map(({ link }) => link),
      url: attributes['slides-url'] as string,
    };
  }

  const slides = (...links: readonly string[]) =>
    links.map((link, index) => ({ name: `Part ${index}`, link }));
  const statusOf = async (url: string) => (await fetch(url)).status;
  const keyIn = (url: string) => /media\/([^.]*)/.exec(url)?.[1] ?? '';
  const countOf = async (key: string) =>
    (await query(world.app, 'SELECT FROM media_attachments WHERE file_key = $1', [key])).length;

  it('are made of data URIs, uploads and URLs of others, in their order', async () => {
    const [film, deck] = [mp4(), fileSamples.pptx];
    const uploaded = await upload();
    const made = await create({
      slides: slides(uriOf(film, 'video/mp4'), uploaded, foreign, uriOf(deck, fileTypes.pptx)),
      'slides-url': uriOf(fresh()),
    });
    expect(made.status).toBe(201);
    const { id, links, url } = partsOf(made);
    expect(links).toEqual([
      expect.stringMatching(/\/media\/session\/[^/]+\.mp4$/),
      uploaded,
      foreign,
      expect.stringMatching(/\/media\/session\/[^/]+\.pptx$/),
    ]);
    expect(made.document.data.attributes.slides.map(({ name }: { name: string }) => name)).toEqual([
      'Part 0',
      'Part 1',
      'Part 2',
      'Part 3',
    ]);
    expect(Buffer.from(await (await fetch(links[0]!)).arrayBuffer())).toEqual(film);
    expect(Buffer.from(await (await fetch(links[3]!)).arrayBuffer())).toEqual(deck);
    expect((await fetch(url)).headers.get('content-disposition')).toBe('attachment');
    const read = await world.api.get(`/v1/sessions/${id}`, world.as('owner'));
    expect(read.document.data.attributes).toEqual(made.document.data.attributes);
    // URLs are root-relative in the row, so that moving house is a setting.
    const [row] = await query<{ slides: { link: string }[]; slides_url: string }>(
      world.app,
      'SELECT slides, slides_url FROM sessions WHERE id = $1',
      [id],
    );
    expect(row?.slides_url).toMatch(/^\/media\//);
    expect(row?.slides.map(({ link }) => link.startsWith('/'))).toEqual([true, true, false, true]);
  });

  it('are documents of an event, too, and pictures among them are shown', async () => {
    const picture = await drawPicture('png', { width: 60, height: 40 });
    const links = slides(uriOf(picture, 'image/png'), uriOf(fresh()));
    const { document, status } = await world.api.patch(
      `/v1/events/${world.event}`,
      documentOf('event', { 'document-links': links }, {}, world.event),
      world.as('owner'),
    );
    expect(status).toBe(200);
    const [plan] = document.data.attributes['document-links'];
    const served = await fetch(plan.link);
    expect(served.headers.get('content-type')).toBe('image/png');
    expect(served.headers.get('content-disposition')).toBeNull();
  });

  it('stay when the document is sent back, and keep what others have attached', async () => {
    const made = partsOf(
      await create({ slides: slides(uriOf(fresh()), foreign), 'slides-url': uriOf(fresh()) }),
    );
    const [kept] = made.links;
    const { document } = await world.api.get(`/v1/sessions/${made.id}`, world.as('coorganizer'));
    const whole = await world.api.patch(
      `/v1/sessions/${made.id}`,
      { data: document.data },
      world.as('coorganizer'),
    );
    expect(whole.status).toBe(200);
    expect(partsOf(whole)).toEqual(made);
    const renamed = await update(
      made.id,
      { slides: [{ name: 'Other', link: kept }] },
      'coorganizer',
    );
    expect(renamed.document.data.attributes.slides).toEqual([{ name: 'Other', link: kept }]);
    expect(await statusOf(kept!)).toBe(200);
    // By its path alone as well.
    const path = new URL(kept!).pathname;
    expect(partsOf(await update(made.id, { slides: slides(path) })).links).toEqual([kept]);
  });

  it('let go of a file when it goes away, and it is erased', async () => {
    const made = partsOf(
      await create({
        slides: slides(uriOf(fresh()), uriOf(fresh())),
        'slides-url': uriOf(fresh()),
      }),
    );
    const [first, second] = made.links;
    expect(partsOf(await update(made.id, { slides: slides(second!) })).links).toEqual([second]);
    expect([await statusOf(first!), await statusOf(second!)]).toEqual([404, 200]);
    const replaced = partsOf(await update(made.id, { 'slides-url': uriOf(fresh()) }));
    expect([await statusOf(made.url), await statusOf(replaced.url)]).toEqual([404, 200]);
    await update(made.id, { slides: [], 'slides-url': null });
    expect([await statusOf(second!), await statusOf(replaced.url)]).toEqual([404, 404]);
  });

  it('share an upload, which lives as long as any refers to it', async () => {
    const uploaded = await upload();
    const one = partsOf(
      await create({ slides: slides(uploaded, uploaded), 'slides-url': uploaded }),
    );
    const other = partsOf(await create({ slides: slides(uploaded) }));
    expect(await countOf(keyIn(uploaded))).toBe(3);
    await update(one.id, { slides: slides(foreign, uploaded) });
    expect(await countOf(keyIn(uploaded))).toBe(3);
    await update(one.id, { slides: [], 'slides-url': null });
    expect([await statusOf(uploaded), await countOf(keyIn(uploaded))]).toEqual([200, 1]);
    await update(other.id, { slides: [] });
    expect(await statusOf(uploaded)).toBe(404);
  });

  it('move from one attribute to another in one write', async () => {
    const made = partsOf(await create({ slides: slides(uriOf(fresh())) }));
    const [link] = made.links;
    const moved = partsOf(await update(made.id, { slides: [], 'slides-url': link }));
    expect(moved).toMatchObject({ links: [], url: link });
    expect(await statusOf(link!)).toBe(200);
  });

  it('are erased with their session, when it is erased', async () => {
    const made = partsOf(
      await create({
        slides: slides(uriOf(fresh()), await upload()),
        'slides-url': uriOf(fresh()),
      }),
    );
    const urls = [...made.links, made.url];
    await world.api.delete(`/v1/sessions/${made.id}`, world.as('owner'));
    expect(await Promise.all(urls.map(statusOf))).toEqual([200, 200, 200]);
    await query(world.app, 'DELETE FROM sessions WHERE id = $1', [made.id]);
    const report = await sweep();
    expect(report.audit?.ownerless.count).toBe(3);
    await query(
      world.app,
      `UPDATE media_files SET created_at = created_at - interval '2 hours' WHERE state = 'doomed'`,
    );
    expect((await sweep()).erased.count).toBe(3);
    expect(await Promise.all(urls.map(statusOf))).toEqual([404, 404, 404]);
  });

  it('take an upload that is swept otherwise', async () => {
    const [taken, left] = [await upload(), await upload()];
    const made = partsOf(await create({ slides: slides(taken) }));
    await query(world.app, `UPDATE media_files SET created_at = created_at - interval '2 days'`);
    expect((await sweep()).unattached.examples).toEqual([keyIn(left)]);
    expect([await statusOf(taken), await statusOf(left)]).toEqual([200, 404]);
    await update(made.id, { slides: [] });
  });

  it('are written by operations', async () => {
    const type = `${jsonApi};ext="https://jsonapi.org/ext/atomic"`;
    const data = documentOf(
      'session',
      { title: 'Talk', slides: slides(uriOf(fresh())), 'slides-url': uriOf(fresh()) },
      inEvent(),
    );
    const operations = [
      { op: 'add', ...data },
      { op: 'add', ...data },
    ];
    const { document, status } = await world.api.post(
      '/v1/operations',
      { 'atomic:operations': operations },
      { ...world.as('owner'), headers: { 'Content-Type': type, Accept: type } },
    );
    expect(status).toBe(200);
    for (const result of document['atomic:results'])
      expect(await statusOf(result.data.attributes.slides[0].link)).toBe(200);
  });

  it('are told as disagreements where no attachment stands for them', async () => {
    const made = partsOf(
      await create({ slides: slides(uriOf(fresh()), foreign), 'slides-url': uriOf(fresh()) }),
    );
    const attachments = await query<object>(
      world.app,
      'DELETE FROM media_attachments WHERE resource_id = $1 AND resource_type = $2 RETURNING *',
      [made.id, 'session'],
    );
    const told = (await sweep()).audit?.disagreements.examples;
    expect(told).toEqual([`session/${made.id} slides`, `session/${made.id} slides-url`]);
    for (const row of attachments)
      await query(
        world.app,
        'INSERT INTO media_attachments SELECT * FROM json_populate_record(NULL::media_attachments, $1)',
        [JSON.stringify(row)],
      );
    await query(world.app, `UPDATE sessions SET slides = '[]' WHERE id = $1`, [made.id]);
    expect((await sweep()).audit?.disagreements.examples).toEqual([`session/${made.id} slides`]);
    await query(
      world.app,
      `DELETE FROM media_attachments WHERE attribute = 'slides' AND resource_id = $1`,
      [made.id],
    );
  });

  describe('are refused and change nothing', () => {
    let before: Traces;
    let theirs: string;
    let session: ReturnType<typeof partsOf>;

    beforeAll(async () => {
      theirs = await upload(world.people.stranger);
      session = partsOf(
        await create({ slides: slides(uriOf(fresh())), 'slides-url': uriOf(fresh()) }),
      );
    });
    beforeEach(async () => {
      before = await tracesOf(world.app);
    });

    /** What is wrong with the attributes, of a new session and of one that is there. */
    async function refusals(attributes: Record<string, unknown>) {
      const answers = [await create(attributes), await update(session.id, attributes)];
      const [made, changed] = answers.map(({ document }) =>
        (document.errors as { code: string; source: { pointer: string } }[]).map(
          ({ code, source }) => [code, source.pointer],
        ),
      );
      if (!isDeepStrictEqual(made, changed))
        throw new Error(`Refused otherwise: ${JSON.stringify([made, changed])}`);
      // The answer is sent before the spool is empty.
      await expect.poll(() => tracesOf(world.app)).toEqual(before);
      return made;
    }

    const at = (path: string) => `/data/attributes/${path}`;

    it("with another user's upload, attached or not", async () => {
      expect(await refusals({ slides: slides(foreign, theirs), 'slides-url': theirs })).toEqual([
        ['foreign-file-url', at('slides/1/link')],
        ['foreign-file-url', at('slides-url')],
      ]);
      const attached = partsOf(await create({ slides: slides(uriOf(fresh())) }, 'submitter'));
      before = await tracesOf(world.app);
      expect(await refusals({ slides: slides(attached.links[0]!) })).toEqual([
        ['foreign-file-url', at('slides/0/link')],
      ]);
    });

    it('however that URL is spelled, and with URLs of files that are not there', async () => {
      const { host, pathname } = new URL(theirs);
      const spelled = [
        pathname,
        `HTTP://${host}${pathname}`,
        `http://user@${host}${pathname}`,
        `http://${host}/x/..${pathname}`,
        `${theirs}?x`,
        `${theirs}#x`,
        theirs.replace('.pdf', '/event-large.pdf'),
        theirs.replace('.pdf', '.pptx'),
        theirs.replace(/[0-9a-f]{8}-/, '00000000-'),
        '/media/',
      ];
      for (const url of spelled)
        expect(await refusals({ slides: slides(url) })).toEqual([
          ['foreign-file-url', at('slides/0/link')],
        ]);
    });

    it('with what is no file that is taken', async () => {
      const text = dataUri(Buffer.from('hello'), 'data:text/plain;base64');
      const bad = slides(text, uriOf(fresh()), uriOf(mp4()), uriOf(Buffer.concat([pdf(), mp4()])));
      expect(await refusals({ slides: bad, 'slides-url': text })).toEqual([
        ['unsupported-file', at('slides/0/link')],
        ['file-type-mismatch', at('slides/2/link')],
        ['file-damaged', at('slides/3/link')],
        ['unsupported-file', at('slides-url')],
      ]);
    });

    it('with what is no link', async () => {
      expect(await refusals({ slides: slides('javascript:alert(1)') })).toEqual([
        ['invalid-value', at('slides/0/link')],
      ]);
      expect(await refusals({ slides: slides('data:application/pdf,x') })).toEqual([
        ['invalid-data-uri', at('slides/0/link')],
      ]);
      expect(await refusals({ slides: slides('data:application/pdf;base64,QUI') })).toEqual([
        ['invalid-base64', at('slides/0/link')],
      ]);
      expect(await refusals({ 'slides-url': 'ftp://x.example/a' })).toEqual([
        ['invalid-value', at('slides-url')],
      ]);
      expect(await refusals({ slides: null, 'slides-url': 5 })).toEqual([
        ['invalid-value', at('slides')],
        ['invalid-value', at('slides-url')],
      ]);
    });

    it('with a data URI where no file belongs', async () => {
      expect(await refusals({ slides: [{ name: uriOf(fresh()), link: foreign }] })).toEqual([
        ['invalid-value', at('slides/0/name')],
      ]);
      expect(await refusals({ slides: uriOf(fresh()) })).toEqual([
        ['picture-not-expected', at('slides')],
      ]);
    });

    it('with more files than one document may have', async () => {
      const many = Array.from({ length: 11 }, () => uriOf(fresh()));
      expect(await refusals({ slides: slides(...many), 'slides-url': uriOf(fresh()) })).toEqual([
        ['too-many-files', '/data/attributes/slides-url'],
      ]);
    });

    it('where the row is refused after the files were stored', async () => {
      expect(
        await refusals({
          slides: slides(uriOf(fresh())),
          'starts-at': '2030-06-02T10:00:00Z',
          'ends-at': '2030-06-02T09:00:00Z',
        }),
      ).toEqual([['invalid-value', at('ends-at')]]);
    });
  });

  it('are no pictures: an image attribute takes no PDF, and a picture by its URL', async () => {
    const url = await upload();
    const attempt = (link: string) =>
      world.api.patch(
        `/v1/events/${world.event}`,
        documentOf('event', { 'logo-url': link }, {}, world.event),
        world.as('owner'),
      );
    const { document, status } = await attempt(url);
    expect(status).toBe(415);
    expect(document.errors[0]).toMatchObject({
      code: 'not-a-picture',
      source: { pointer: '/data/attributes/logo-url' },
    });
    const picture = await upload(
      world.people.owner,
      await drawPicture('gif', { width: 20, height: 20 }),
    );
    expect((await attempt(picture)).document.data.attributes['logo-url']).toBe(picture);
    expect(
      (
        await world.api.patch(
          `/v1/events/${world.event}`,
          documentOf('event', { 'logo-url': uriOf(fresh()) }, {}, world.event),
          world.as('owner'),
        )
      ).document.errors[0].code,
    ).toBe('not-a-picture');
  });
});
