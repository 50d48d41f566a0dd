import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ArchiveIntake } from '../../src/events/transfer/archive.intake.js';
import { SpooledFile } from '../../src/media/spool/spooled-file.js';
import { zipArchive } from '../file-structure/zip-archive.js';
import { type ArchiveContent, archiveOf, withDirectory } from '../support/archive.js';
import { Api, type ApiResponse, jsonApi } from '../support/api.js';
import { type TestApp, startTestApp } from '../support/app.js';
import { formOf, formType } from '../support/form.js';
import { drawPicture } from '../support/pictures.js';
import { query, tracesOf } from '../support/traces.js';

const manifest = { format: 'marquee-event', version: 1 };
const event = {
  type: 'event',
  lid: 'event-1',
  attributes: {
    name: 'Harbour Jazz',
    'starts-at': '2030-06-01T18:00:00+02:00',
    'ends-at': '2030-06-02T02:00:00+02:00',
    timezone: 'Europe/Berlin',
  },
};
const least = { 'manifest.json': manifest, 'documents/event.json': { data: [event] } };
/** A member that an assignment would make none of. */
const odd = JSON.parse('{"__proto__": {}}') as object;
const eventWith = (attributes: object, more = {}) => ({
  data: [{ ...event, ...more, attributes: { ...event.attributes, ...attributes } }],
});

interface Fault {
  readonly code: string;
  readonly detail: string;
  readonly source?: { readonly pointer: string };
  readonly meta?: Readonly<Record<string, unknown>>;
}

describe('POST /v1/events/import', () => {
  let app: TestApp;
  let api: Api;
  let token: string;
  let picture: Buffer;

  beforeAll(async () => {
    app = await startTestApp({
      ARCHIVE_MAX_BYTES: '300000',
      ARCHIVE_MAX_UNPACKED_BYTES: '1000000',
      ARCHIVE_MAX_JSON_BYTES: '20000',
      ARCHIVE_MAX_ENTRIES: '12',
      ARCHIVE_MAX_RESOURCES: '20',
      ARCHIVES_AT_ONCE: '1',
      MEDIA_MAX_BYTES: '400000',
      FILES_MAX_BYTES: '400000',
    });
    api = new Api(app);
    ({ token } = await api.signUp('carrier'));
    picture = await drawPicture('png', { width: 40, height: 30 });
  });

  afterAll(() => app?.close());

  const send = (body: Buffer, headers = {}) =>
    api.send('POST', '/v1/events/import', {
      token,
      body,
      headers: { 'Content-Type': 'application/zip', ...headers },
    });
  const bring = (content: ArchiveContent) => send(archiveOf({ ...least, ...content }));
  const faultsOf = ({ document }: ApiResponse): readonly Fault[] => document.errors;
  const placesOf = (answer: ApiResponse) =>
    faultsOf(answer).map(({ code, meta, source }) => [code, meta?.['entry'], source?.pointer]);
  const inOrder = (places: ReturnType<typeof placesOf>) =>
    places.toSorted((one, other) => (String(one) < String(other) ? -1 : 1));
  /** A refusal, which must leave nothing behind. */
  const refused = async (asked: () => Promise<ApiResponse>) => {
    const before = await tracesOf(app);
    const answer = await asked();
    expect(answer.status).toBeGreaterThanOrEqual(400);
    await expect.poll(() => tracesOf(app)).toEqual(before);
    return answer;
  };
  const codesOf = async (body: Buffer) => {
    const answer = await refused(() => send(body));
    return [answer.status, ...faultsOf(answer).map(({ code }) => code)];
  };

  it('needs no more than an event', async () => {
    const { document, status } = await bring({});
    expect(status).toBe(201);
    expect(document.data.attributes).toMatchObject({ name: 'Harbour Jazz', state: 'draft' });
  });

  describe('what is wrong in documents', () => {
    it('comes back together, each fault with its file and its place in it', async () => {
      const answer = await refused(() =>
        bring({
          'documents/event.json': eventWith(
            { timezone: 'Atlantis/Deep', colour: 'red', ...odd },
            { relationships: { 'event-type': { data: { type: 'event-type', id: '1' } }, ...odd } },
          ),
          'documents/track.json': {
            data: [
              { type: 'track', lid: 'a', attributes: { name: 'Fine', color: '#000000' } },
              { type: 'track', lid: 'b', id: '7', attributes: { name: '', color: 'red' } },
              'track',
            ].slice(0, 2),
          },
          'documents/session.json': {
            data: [
              {
                type: 'session',
                lid: 's',
                attributes: {},
                relationships: {
                  track: { data: { type: 'track', lid: 'nowhere' } },
                  speakers: { data: [{ type: 'speaker', id: '1' }] },
                },
              },
            ],
          },
        }),
      );
      const [inEvent, inSession, inTrack] = ['event', 'session', 'track'].map(
        (type) => `documents/${type}.json`,
      );
      expect(inOrder(placesOf(answer))).toEqual([
        ['client-id-forbidden', inTrack, '/data/1/id'],
        ['invalid-document', inEvent, '/data/0/relationships/event-type/data'],
        ['invalid-document', inSession, '/data/0/relationships/speakers/data/0/id'],
        ['invalid-document', inSession, '/data/0/relationships/track/data/lid'],
        ['invalid-value', inEvent, '/data/0/attributes/timezone'],
        ['invalid-value', inTrack, '/data/1/attributes/color'],
        ['invalid-value', inTrack, '/data/1/attributes/name'],
        ['missing-member', inSession, '/data/0/attributes'],
        ['unknown-member', inEvent, '/data/0/attributes/__proto__'],
        ['unknown-member', inEvent, '/data/0/attributes/colour'],
        ['unknown-member', inEvent, '/data/0/relationships/__proto__'],
      ]);
    });

    it('is found in rules between resources, too, and undoes everything', async () => {
      const speakers = ['a', 'b'].map((lid) => ({
        type: 'speaker',
        lid,
        attributes: { name: lid, 'photo-url': `media/${lid}.png` },
      }));
      const call = { 'starts-at': '2030-01-01T00:00:00Z', 'ends-at': '2030-02-01T00:00:00Z' };
      const twice = ['c', 'd'].map((lid) => ({ type: 'speakers-call', lid, attributes: call }));
      const answer = await refused(() =>
        bring({
          'documents/speaker.json': { data: speakers },
          'documents/speakers-call.json': { data: twice },
          'media/a.png': picture,
          'media/b.png': picture,
        }),
      );
      expect(placesOf(answer)).toEqual([
        ['already-taken', 'documents/speakers-call.json', '/data/1'],
      ]);
    });

    it('needs a name for each resource, a list of them, and one event', async () => {
      const twice = { data: [event, { ...event, lid: 'event-2' }] };
      expect(await codesOf(archiveOf({ ...least, 'documents/event.json': twice }))).toEqual([
        422,
        'archive-damaged',
      ]);
      for (const data of [[{ ...event, lid: 7 }], [null], 'event', undefined])
        expect(await codesOf(archiveOf({ ...least, 'documents/event.json': { data } }))).toEqual([
          422,
          'invalid-document',
        ]);
      for (const text of ['{', '[]', '"\ud800"', Buffer.from([0x22, 0xff, 0x22])])
        expect((await codesOf(archiveOf({ ...least, 'documents/faq.json': text })))[0]).toBe(422);
      const same = { data: ['x', 'x'].map((lid) => ({ type: 'faq', lid, attributes: faq })) };
      const answer = await refused(() => bring({ 'documents/faq.json': same }));
      expect(placesOf(answer)).toEqual([['invalid-document', 'documents/faq.json', '/data/1/lid']]);
    });
    const faq = { question: 'Where?', answer: 'Here.' };
  });

  it('takes nothing from a file that is not its bearer’s to say', async () => {
    const other = await api.signUp('other');
    const victim = await api.post(
      '/v1/events',
      { data: { type: 'event', attributes: event.attributes } },
      { token },
    );
    const theirs = { type: 'event', id: victim.document.data.id };
    const relationships = {
      owner: { data: { type: 'user', id: other.id } },
      organizers: { data: [{ type: 'user', id: other.id }] },
    };
    const { document, status } = await bring({
      'documents/event.json': eventWith(
        {
          state: 'published',
          'is-featured': true,
          'is-promoted': true,
          identifier: 'deadbeef',
          'created-at': '2001-01-01T00:00:00Z',
          'schedule-published-on': '2001-01-01T00:00:00Z',
        },
        { relationships },
      ),
      'documents/speaker.json': {
        data: [
          {
            type: 'speaker',
            lid: 'a',
            attributes: { name: 'Ada', email: 'ada@example.org' },
            relationships: {
              event: { data: theirs },
              user: { data: { type: 'user', id: other.id } },
            },
          },
        ],
      },
    });
    expect(status).toBe(201);
    const { attributes, id } = document.data;
    expect(attributes).toMatchObject({
      state: 'draft',
      'is-featured': false,
      'is-promoted': false,
      'schedule-published-on': null,
    });
    expect(attributes.identifier).not.toBe('deadbeef');
    const [speaker] = await query<Record<string, unknown>>(
      app,
      `SELECT speakers.event_id, speakers.email, speakers.user_id = events.owner_id AS own
       FROM speakers JOIN events ON events.id = event_id ORDER BY speakers.id DESC LIMIT 1`,
    );
    expect(speaker).toEqual({ event_id: id, email: null, own: true });
  });

  describe('files', () => {
    const shown = (name: string) => eventWith({ 'logo-url': name });

    it('are proven as uploads are, with the place that names them', async () => {
      const answer = await refused(() =>
        bring({
          'documents/event.json': eventWith({
            'logo-url': 'media/text.png',
            'original-image-url': 'media/half.png',
            'document-links': [{ name: 'Program', link: 'media/run.pdf' }],
          }),
          'media/text.png': 'no picture',
          'media/half.png': picture.subarray(0, picture.length - 20),
          'media/run.pdf': 'MZ\u0090 no document either',
        }),
      );
      const at = (name: string) => ['documents/event.json', `/data/0/attributes/${name}`];
      expect(inOrder(placesOf(answer))).toEqual([
        ['not-a-picture', ...at('logo-url')],
        ['picture-damaged', ...at('original-image-url')],
        ['unsupported-file', ...at('document-links/0/link')],
      ]);
    });

    it('are named once each, and all of them', async () => {
      const twice = eventWith({ 'logo-url': 'media/a.png', 'original-image-url': 'media/a.png' });
      const reused = { 'documents/event.json': twice, 'media/a.png': picture };
      expect(placesOf(await refused(() => bring(reused)))).toEqual([
        ['invalid-value', 'documents/event.json', '/data/0/attributes/original-image-url'],
      ]);
      expect(placesOf(await refused(() => bring({ 'media/a.png': picture })))).toEqual([
        ['archive-entry-not-taken', 'media/a.png', undefined],
      ]);
      const missing = await refused(() => bring({ 'documents/event.json': shown('media/b.png') }));
      expect(placesOf(missing)).toEqual([
        ['invalid-value', 'documents/event.json', '/data/0/attributes/logo-url'],
      ]);
    });

    it('lead nowhere but into the archive', async () => {
      for (const name of [
        '../../etc/passwd',
        'media/../../etc/passwd',
        '/etc/passwd',
        'file:///etc/passwd',
      ]) {
        const answer = await refused(() => bring({ 'documents/event.json': shown(name) }));
        expect(placesOf(answer)[0]?.[2], name).toBe('/data/0/attributes/logo-url');
      }
    });

    it('are no larger than those that are sent by themselves', async () => {
      const large = Buffer.alloc(400_001);
      const answer = await refused(() =>
        bring({ 'documents/event.json': shown('media/a.png'), 'media/a.png': large }),
      );
      expect(placesOf(answer)).toEqual([
        ['picture-too-large', 'documents/event.json', '/data/0/attributes/logo-url'],
      ]);
      expect(answer.status).toBe(413);
    });
  });

  describe('an archive', () => {
    const parts = Object.entries(least).map(([name, value]) => ({
      name,
      content: JSON.stringify(value),
    }));
    const whole = zipArchive(parts);
    const own = 'documents/event.json';
    const encrypted = 8;
    const method = 10;
    const checksum = 16;
    const bytes = 24;
    const place = 42;

    it('is read as long as it is one, and whole', async () => {
      for (const body of [
        Buffer.from('no archive'),
        whole.subarray(0, whole.length - 1),
        whole.subarray(10),
        Buffer.concat([whole, Buffer.from('more')]),
        Buffer.alloc(22),
      ])
        expect((await codesOf(body))[0]).toBe(422);
      for (let at = 0; at < whole.length; at += 7) {
        const torn = Buffer.from(whole);
        torn.writeUInt8(torn.readUInt8(at) ^ 0x55, at);
        const { status } = await send(torn);
        expect([201, 413, 422], `byte ${at}`).toContain(status);
      }
    });

    it.each([
      ['is encrypted', 'it is encrypted', withDirectory(whole, own, encrypted, (8 << 16) | 1)],
      ['is packed by an unknown method', 'by a method', withDirectory(whole, own, method, 12)],
      ['lies where another does', 'it overlaps', withDirectory(whole, own, place, 0)],
      ['has another checksum', 'it is damaged', withDirectory(whole, own, checksum, 1)],
      ['is larger than is said of it', 'it is damaged', withDirectory(whole, own, bytes, 10)],
      ['is smaller than is said of it', 'it is damaged', withDirectory(whole, own, bytes, 5000)],
      ['stands in it twice', 'twice', zipArchive([...parts, ...parts.slice(0, 1)])],
      ['is a folder', 'a folder', zipArchive([...parts, { name: 'media/', content: '' }])],
      [
        'is a stranger',
        'no part of an event',
        zipArchive([...parts, { name: 'documents/user.json', content: '{}' }]),
      ],
      [
        'is of a later version',
        'version 1',
        archiveOf({ ...least, 'manifest.json': { ...manifest, version: 2 } }),
      ],
    ])('is refused where a file %s', async (_, words, body) => {
      const answer = await refused(() => send(body));
      expect(answer.status).toBe(422);
      const fault = faultsOf(answer).find(({ detail }) => detail.includes(words));
      expect(fault?.code).toBe('archive-entry-not-taken');
    });

    it.each(['../evil.json', '/etc/passwd', 'C:/evil', 'media\\..\\evil'])(
      'is refused where a file is called %s',
      async (name) => {
        expect((await codesOf(zipArchive([...parts, { name, content: 'x' }])))[0]).toBe(422);
      },
    );

    it('needs its manifest', async () => {
      expect(await codesOf(zipArchive(parts.slice(1)))).toEqual([422, 'archive-damaged']);
    });

    it('may be so large, and is refused before it is sent', async () => {
      const { document, status } = await send(Buffer.alloc(300_001));
      expect([status, document.errors[0].code]).toEqual([413, 'archive-too-large']);
      expect(document.errors[0].meta).toEqual({ limit: 300_000, actual: 300_001 });
    });

    it.each([
      ['files', Object.fromEntries(Array.from({ length: 11 }, (_, n) => [`media/${n}.png`, 'x']))],
      ['bytes, unpacked', { 'media/a.png': Buffer.alloc(1_000_000) }],
      ['bytes of JSON', { 'documents/faq.json': ' '.repeat(20_000) }],
      [
        'resources',
        {
          'documents/faq.json': {
            data: Array.from({ length: 20 }, (_, n) => ({ type: 'faq', lid: `${n}` })),
          },
        },
      ],
    ])('may hold so many %s', async (what, content) => {
      const answer = await refused(() => bring(content));
      expect(answer.status).toBe(413);
      const [fault] = faultsOf(answer);
      expect(fault?.code).toBe('archive-holds-too-much');
      expect(fault?.detail).toContain(` ${what}.`);
    });
  });

  it('takes archives alone, or in the part of a form, from those who are signed in', async () => {
    const as = (type: string, body: Buffer | string) =>
      api.send('POST', '/v1/events/import', { token, body, headers: { 'Content-Type': type } });
    expect((await as(jsonApi, '{}')).status).toBe(415);
    expect((await as('image/png', picture)).status).toBe(415);
    const empty = await as(formType, formOf([]));
    expect([empty.status, empty.document.errors[0].meta]).toEqual([422, { member: 'file' }]);
    const { document, status } = await api.send('POST', '/v1/events/import', {
      body: archiveOf(least),
      headers: { 'Content-Type': 'application/zip' },
    });
    expect([status, document.errors[0].code]).toEqual([401, 'unauthenticated']);
  });

  it('brings in one at a time here, and tells others to come again', async () => {
    const path = `${app.dataDir}/held.zip`;
    const body = archiveOf(least);
    await writeFile(path, body);
    const archive = new SpooledFile(path, body.length, 'application/zip');
    const caller = { kind: 'user', id: '1', isAdmin: false } as const;
    const answer = await app.nest.get(ArchiveIntake).open(archive, caller, () => send(body));
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5']);
    expect((await send(body)).status).toBe(201);
  });

  it('charges what packing has saved, too', async () => {
    const limited = await startTestApp({ UPLOAD_BYTES_PER_DAY: '50000' });
    try {
      const own = new Api(limited);
      const carrier = await own.signUp('carrier');
      const content = {
        ...least,
        'documents/event.json': eventWith({ 'logo-url': 'media/a.png' }),
        'media/a.png': Buffer.concat([picture, Buffer.alloc(60_000)]),
      };
      const body = archiveOf(content);
      expect(body.length).toBeLessThan(10_000);
      const { document, status } = await own.send('POST', '/v1/events/import', {
        token: carrier.token,
        body,
        headers: { 'Content-Type': 'application/zip' },
      });
      expect([status, document.errors[0].code]).toEqual([413, 'upload-over-quota']);
      expect((await tracesOf(limited)).events).toBe(0);
    } finally {
      await limited.close();
    }
  });
});
