import { readdir } from 'node:fs/promises';
import { convertIcsCalendar, type IcsEvent } from 'ts-ics';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CalendarTurns } from '../../src/events/ical/calendar-turns.js';
import { Spool } from '../../src/media/spool/spool.js';
import {
  documentOf,
  gather,
  type Gathering,
  type Links,
  type Person,
} from '../support/gathering.js';

/** What would break a calendar if it were written as it is. */
const awkward = 'Käse; Brot, \\Wein\\\nBEGIN:VALARM "…" 日本語のとても長い題名 👩‍👩‍👧‍👦 '
  .repeat(3)
  .trim();

describe('GET /v1/events/{id}/ical', () => {
  let world: Gathering;
  let event: string;
  let identifier: string;

  beforeAll(async () => {
    world = await gather();
    event = await world.makeEvent({ state: 'published', name: awkward, 'location-name': 'Pier 1' });
    const read = await world.api.get(`/v1/events/${event}`);
    identifier = read.document.data.attributes.identifier;
  });

  afterAll(() => world?.close());

  const make = (type: string, attributes: object, links: Links = {}, of = event) =>
    world.make(type, { ...attributes }, { event: ['event', of], ...links });
  const ask = (person: Person = 'nobody', headers = {}, method = 'GET', of = event) => {
    const { token } = world.as(person);
    const url = `${world.app.url}/v1/events/${of}/ical`;
    return fetch(url, {
      method,
      headers: { ...(token && { Authorization: `Bearer ${token}` }), ...headers },
    });
  };
  const entriesOf = async (response: Response): Promise<readonly IcsEvent[]> => {
    expect(response.status).toBe(200);
    return convertIcsCalendar(undefined, await response.text()).events ?? [];
  };
  const titles = (entries: readonly IcsEvent[]) => entries.map(({ summary }) => summary);

  it('shows the event itself until something is scheduled, for no calendar may be empty', async () => {
    const [only, ...others] = await entriesOf(await ask());
    expect(others).toEqual([]);
    expect(only).toMatchObject({ uid: `event@${identifier}.marquee`, summary: awkward });
    expect(only?.start.date).toEqual(new Date('2030-06-01T16:00:00Z'));
  });

  describe('of a schedule', () => {
    let talk: string;
    let ada: string;

    beforeAll(async () => {
      const track = await make('track', { name: 'Engines, large', color: '#3366cc' });
      const type = await make('session-type', { name: 'Talk', length: '00:45' });
      const room = await make('microlocation', {
        name: 'Hall; left',
        latitude: 52.5,
        longitude: 13.4,
      });
      ada = await make('speaker', { name: 'Ada', email: 'ada@private.example' });
      const grace = await make('speaker', { name: 'Grace, G.' });
      talk = await make(
        'session',
        {
          title: awkward,
          state: 'accepted',
          'starts-at': '2030-06-01T19:00:00+02:00',
          'ends-at': '2030-06-01T19:30:00+02:00',
          'short-abstract': '<p>First &amp; <b>foremost</b></p><ul><li>one</li><li>two</li></ul>',
        },
        {
          track: ['track', track],
          microlocation: ['microlocation', room],
          speakers: ['speaker', [ada, grace]],
        },
      );
      const at = { 'starts-at': '2030-06-01T20:00:00+02:00' };
      const ofType: Links = { 'session-type': ['session-type', type] };
      await make('session', { ...at, title: 'Open end', state: 'confirmed' }, ofType);
      await make('session', { ...at, title: 'Undecided', state: 'pending' });
      await make('session', { ...at, title: 'Refused', state: 'rejected' });
      await make('session', { title: 'Unscheduled', state: 'accepted' });
      const gone = await make('session', { ...at, title: 'Gone', state: 'accepted' });
      await world.api.delete(`/v1/sessions/${gone}`, world.as('owner'));
    });

    it('says of a session what there is to know, and another reader understands it', async () => {
      const [first] = await entriesOf(await ask());
      expect(first).toMatchObject({
        uid: `session-${talk}@${identifier}.marquee`,
        summary: awkward,
        location: 'Hall; left, Pier 1',
        geo: '52.5;13.4',
        status: 'CONFIRMED',
      });
      expect(first?.start.date).toEqual(new Date('2030-06-01T17:00:00Z'));
      expect(first?.end?.date).toEqual(new Date('2030-06-01T17:30:00Z'));
      const { document } = await world.api.get(`/v1/sessions/${talk}`);
      const modified = new Date(document.data.attributes['last-modified-at']);
      modified.setMilliseconds(0);
      expect(first?.stamp.date).toEqual(modified);
      expect(first?.lastModified?.date).toEqual(modified);
      const [names, abstract] = [first?.description?.split('\n\n')[0], first?.description];
      expect(names).toBe('Ada, Grace, G.');
      expect(abstract).toContain('First & foremost');
      expect(abstract).toMatch(/\* one\n \* two/);
      expect(abstract).not.toMatch(/private|<|&amp;/);
    });

    it('shows everyone the sessions that lists show him, those that have a time', async () => {
      expect(titles(await entriesOf(await ask()))).toEqual([awkward, 'Open end']);
      expect(titles(await entriesOf(await ask('stranger')))).toEqual([awkward, 'Open end']);
      const made = await entriesOf(await ask('coorganizer'));
      expect(made.map(({ status, summary }) => `${summary} ${status}`).slice(1)).toEqual([
        'Open end CONFIRMED',
        'Undecided TENTATIVE',
        'Refused CANCELLED',
      ]);
    });

    it('lets a session without an end take as long as its type does', async () => {
      const [, open] = await entriesOf(await ask());
      expect(open?.duration).toEqual({ minutes: 45 });
    });

    it('writes lines of at most 75 octets, and cuts no character', async () => {
      const text = await (await ask()).text();
      expect(text).not.toContain('\uFFFD');
      const lines = text.split('\r\n');
      expect(lines.filter((line) => /[\r\n]/.test(line))).toEqual([]);
      expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBe(75);
      expect(lines.filter((line) => line === 'BEGIN:VALARM')).toEqual([]);
      expect(lines).toContain('CATEGORIES:Engines\\, large');
      expect(lines).toContain('X-WR-TIMEZONE:Europe/Berlin');
    });

    it('is announced as `ical-url`, by a name that gives nothing away', async () => {
      const { document } = await world.api.get(`/v1/events/${event}`);
      const url = document.data.attributes['ical-url'];
      expect(url).toBe(`${world.app.url}/v1/events/${identifier}/ical`);
      expect(titles(await entriesOf(await fetch(url)))).toEqual([awkward, 'Open end']);
      const sent = documentOf('event', { 'ical-url': 'https://evil.example' }, {}, event);
      const kept = await world.api.patch(`/v1/events/${event}`, sent, world.as('owner'));
      expect(kept.document.data.attributes['ical-url']).toBe(url);
    });

    it('is a file of its own type, and answers HEAD and If-None-Match without one', async () => {
      const whole = await ask();
      const text = await whole.text();
      const described = Object.fromEntries(whole.headers);
      expect(described).toMatchObject({
        'content-type': 'text/calendar; charset=utf-8',
        'content-disposition': `attachment; filename="${identifier}.ics"`,
        'content-length': String(Buffer.byteLength(text)),
        'cache-control': 'private, no-cache',
      });
      const head = await ask('nobody', {}, 'HEAD');
      expect(await head.text()).toBe('');
      expect(head.headers.get('content-length')).toBe(described['content-length']);
      const condition = { 'If-None-Match': described['etag'] };
      const again = await ask('nobody', condition);
      expect([again.status, await again.text()]).toEqual([304, '']);
      expect((await ask('owner', condition)).status).toBe(200);
      const renamed = documentOf('speaker', { name: 'Ada L.' }, {}, ada);
      await world.api.patch(`/v1/speakers/${ada}`, renamed, world.as('owner'));
      expect((await ask('nobody', condition)).status).toBe(200);
    });
  });

  it('has all sessions of a long event once, page after page', async () => {
    const long = await world.makeEvent({ state: 'published' });
    const at = { 'starts-at': '2030-06-01T20:00:00Z', state: 'accepted' };
    const names = Array.from({ length: 45 }, (_, index) => `Session ${index}`);
    for (const title of names) await make('session', { ...at, title }, {}, long);
    expect(titles(await entriesOf(await ask('nobody', {}, 'GET', long)))).toEqual(names);
  });

  it('refuses what is not there, wrong tokens and parameters', async () => {
    const refused = async (path: string, headers = {}) => {
      const { document, status } = await world.api.get(path, { headers });
      return [status, document.errors[0].code];
    };
    const draft = await world.makeEvent();
    expect(await refused(`/v1/events/${draft}/ical`)).toEqual([404, 'not-found']);
    expect(await refused('/v1/events/4711/ical')).toEqual([404, 'not-found']);
    const forged = { Authorization: 'Bearer forged' };
    expect(await refused(`/v1/events/${event}/ical`, forged)).toEqual([401, 'invalid-token']);
    expect((await refused(`/v1/events/${event}/ical?page=2`))[0]).toBe(400);
    expect((await ask('owner', {}, 'GET', draft)).status).toBe(200);
  });

  it('is refused where too many are asked for already, for each keeps a connection', async () => {
    const turns = world.app.nest.get(CalendarTurns);
    let finish = () => {};
    const end = new Promise<void>((resolve) => (finish = resolve));
    const others = Array.from({ length: 34 }, () => turns.run(() => end));
    const refused = await ask();
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5']);
    finish();
    await Promise.all(others);
    expect((await ask()).status).toBe(200);
  });

  it('leaves nothing in the spool', async () => {
    const { folder } = world.app.nest.get(Spool);
    const [own = ''] = await readdir(folder);
    await expect.poll(() => readdir(`${folder}/${own}`)).toEqual([]);
  });
});
