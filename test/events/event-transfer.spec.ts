import { rm } from 'node:fs/promises';
import { basename } from 'node:path/posix';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RowAudit } from '../../src/media/ledger/sweeper.rows.js';
import { archiveOf, contentOf } from '../support/archive.js';
import { formOf, formType } from '../support/form.js';
import { tracesOf } from '../support/traces.js';
import { pdf } from './full-event.js';
import { type TransferWorld, transferWorld } from './transfer-world.js';

interface Resource {
  readonly type: string;
  readonly lid: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

describe('the archive of an event', () => {
  let world: TransferWorld;
  let event: string;
  let archive: Buffer;
  let content: Awaited<ReturnType<typeof contentOf>>;

  beforeAll(async () => {
    world = await transferWorld();
    event = await world.fullEvent();
    archive = await world.archive(event);
    content = await contentOf(archive);
  });

  afterAll(() => world?.close());

  const resources = () =>
    Object.entries(content)
      .filter(([name]) => name.startsWith('documents/'))
      .flatMap(([, document]) => document.data as readonly Resource[]);

  it('holds a document of each type, and the files that they name', () => {
    const names = Object.keys(content).filter((name) => !name.startsWith('media/'));
    expect(names.sort()).toEqual([
      'documents/event-copyright.json',
      'documents/event.json',
      'documents/exhibitor.json',
      'documents/faq.json',
      'documents/microlocation.json',
      'documents/session-type.json',
      'documents/session.json',
      'documents/social-link.json',
      'documents/speaker.json',
      'documents/speakers-call.json',
      'documents/sponsor.json',
      'documents/track.json',
      'manifest.json',
    ]);
    const media = Object.keys(content).filter((name) => name.startsWith('media/'));
    expect(media).toHaveLength(8);
    const text = JSON.stringify(resources());
    for (const name of media) expect(text).toContain(`"${name}"`);
    expect(media.filter((name) => name.endsWith('.pdf')).map((name) => content[name])).toEqual([
      pdf,
      pdf,
    ]);
  });

  it('says of the event what its makers have entered, and nothing that is decided here', () => {
    const [{ attributes, lid, ...rest }] = content['documents/event.json'].data;
    expect(lid).toBe('event-1');
    expect(attributes).toMatchObject({
      name: 'Harbour Jazz',
      'original-image-url': expect.stringMatching(/^media\/\d{4}\.png$/),
      'original-image-alt': 'The harbour at night',
      'document-links': [
        { name: 'Map', link: expect.stringMatching(/^media\/\d{4}\.pdf$/) },
        { name: 'Elsewhere', link: 'https://slides.example/talk.pdf' },
      ],
    });
    expect(rest.relationships['event-type'].data.lid).toMatch(/^jazz-/);
    for (const name of [
      'identifier',
      'state',
      'schedule-published-on',
      'is-featured',
      'created-at',
      'ical-url',
      'icon-image-url',
    ])
      expect(attributes).not.toHaveProperty(name);
  });

  it('tells of people only what everybody may read, and of the server nothing', () => {
    const text = JSON.stringify(resources());
    expect(text).not.toMatch(/private\.example|1234|example\.org|localhost|127\.0\.0\.1/);
    expect(text).not.toMatch(/"id"|"creator"|"user"|"owner"|Gone/);
    const speaker = content['documents/speaker.json'].data[0];
    expect(speaker.attributes).toMatchObject({ name: 'Ada', 'is-featured': true, order: 2 });
  });

  it('comes back as it went, but for who it belongs to', async () => {
    const imported = await world.import(archive);
    expect(imported.status).toBe(201);
    const { attributes, id, relationships } = imported.document.data;
    expect(imported.headers.get('location')).toBe(`${world.app.url}/v1/events/${id}`);
    expect(attributes).toMatchObject({
      name: 'Harbour Jazz',
      state: 'draft',
      'is-featured': false,
      'schedule-published-on': null,
    });
    expect(relationships.owner.data.id).toBe(world.people.rival.id);
    const again = await world.export(id, 'rival');
    const bytes = Buffer.from(await again.arrayBuffer());
    expect(await contentOf(bytes)).toEqual(content);
    expect(bytes.equals(archive)).toBe(true);
    const users = await world.api.get(
      `/v1/events/${id}?include=sessions.creator,speakers.user,roles`,
      world.as('rival'),
    );
    const people = users.document.included.filter(({ type }: Resource) => type === 'user');
    expect(people.map((one: { id: string }) => one.id)).toEqual([world.people.rival.id]);
    const picture = await fetch(attributes['icon-image-url']);
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/png']);
  });

  it('is the same archive each time', async () => {
    expect((await world.archive(event)).equals(archive)).toBe(true);
  });

  it('is streamed, as a file', async () => {
    const response = await world.export(event);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/zip',
      'content-disposition': 'attachment; filename="event.zip"',
      'transfer-encoding': 'chunked',
    });
    await response.body?.cancel();
    await expect.poll(async () => (await tracesOf(world.app)).spooled).toEqual([]);
  });

  it('breaks off where a file is gone, and looks like no archive', async () => {
    const torn = await world.fullEvent();
    const { document } = await world.api.get(`/v1/events/${torn}`, world.as('owner'));
    const { pathname } = new URL(document.data.attributes['logo-url']);
    const key = basename(pathname, '.png');
    const { files } = await tracesOf(world.app);
    for (const file of files.filter((one) => one.includes(key))) await rm(file);
    const response = await world.export(torn);
    expect(response.status).toBe(200);
    await expect(response.arrayBuffer()).rejects.toThrow('terminated');
    await expect.poll(async () => (await tracesOf(world.app)).spooled).toEqual([]);
    await world.api.delete(`/v1/events/${torn}`, world.as('owner'));
  });

  it('is taken from a form, and a key makes its repeat the same event', async () => {
    const form = formOf([
      { name: 'file', content: archive, fileName: 'event.zip', type: 'application/zip' },
    ]);
    const headers = { 'Content-Type': formType, 'Idempotency-Key': 'import once' };
    const first = await world.import(form, 'stranger', headers);
    expect(first.status).toBe(201);
    const again = await world.import(form, 'stranger', headers);
    expect(again.document.data.id).toBe(first.document.data.id);
  });

  it('arrives where the catalogue is another: what is not there is left open', async () => {
    const [{ relationships, ...one }] = content['documents/event.json'].data;
    const data = { type: 'event-type', lid: 'unheard-of' };
    const elsewhere = {
      data: [{ ...one, relationships: { ...relationships, 'event-type': { data } } }],
    };
    const sent = archiveOf({ ...content, 'documents/event.json': elsewhere });
    const { document, status } = await world.import(sent);
    expect(status).toBe(201);
    expect(document.data.relationships['event-type'].data).toBeNull();
    expect(document.data.relationships['event-topic'].data).not.toBeNull();
  });

  it('finds a sub-topic in the topic that is named beside it, and in no other', async () => {
    const topics = ['Brass', 'Strings'].map(async (name) => {
      const topic = await world.make('event-topic', { name }, {}, 'admin');
      const inside = { 'event-topic': ['event-topic', topic] } as const;
      return world.make('event-sub-topic', { name: 'Other' }, inside, 'admin');
    });
    const [brass, strings] = await Promise.all(topics);
    const { name, timezone, ...rest } = content['documents/event.json'].data[0].attributes;
    const attributes = {
      name,
      timezone,
      'starts-at': rest['starts-at'],
      'ends-at': rest['ends-at'],
    };
    const subTopicBeside = async (lid: string) => {
      const relationships = {
        'event-topic': { data: { type: 'event-topic', lid } },
        'event-sub-topic': { data: { type: 'event-sub-topic', lid: 'other' } },
      };
      const data = [{ type: 'event', lid: 'event-1', attributes, relationships }];
      const { 'manifest.json': manifest } = content;
      const sent = archiveOf({ 'manifest.json': manifest, 'documents/event.json': { data } });
      const { document } = await world.import(sent);
      return document.data.relationships['event-sub-topic'].data?.id;
    };
    expect(await subTopicBeside('brass')).toBe(brass);
    expect(await subTopicBeside('strings')).toBe(strings);
    expect(await subTopicBeside('unheard-of')).toBeUndefined();
  });

  it('leaves rows and files in agreement, and the spool empty', async () => {
    const { count } = await world.app.nest
      .get(RowAudit)
      .disagreements({ dryRun: true, signal: new AbortController().signal });
    expect(count).toBe(0);
    await expect.poll(async () => (await tracesOf(world.app)).spooled).toEqual([]);
  });
});
