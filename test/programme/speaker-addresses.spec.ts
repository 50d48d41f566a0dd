import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiResponse } from '../support/api.js';
import { documentOf, gather, type Gathering, type Person } from '../support/gathering.js';

describe('the address of a speaker', () => {
  let world: Gathering;

  beforeAll(async () => {
    world = await gather();
    await enter('known@example.org', 'submitter');
  });

  afterAll(() => world.close());

  const there = () => ({ event: ['event', world.event] }) as const;
  const enter = (email: string, person: Person) =>
    world.attempt('speaker', { name: 'Ada', email }, there(), person);
  const move = (id: string, attributes: Readonly<Record<string, unknown>>, person: Person) =>
    world.api.patch(
      `/v1/speakers/${id}`,
      documentOf('speaker', attributes, {}, id),
      world.as(person),
    );
  const fault = ({ document, status }: ApiResponse) => [
    status,
    document.errors?.[0].code,
    document.errors?.[0].source.pointer,
  ];
  const taken = [409, 'already-taken', '/data/attributes/email'];
  /** Everything of an answer but what differs from speaker to speaker. */
  const shape = ({ document, headers, status }: ApiResponse, email: string) => {
    const { id } = document.data;
    const text = JSON.stringify(document).replaceAll(`"${id}"`, 'ID').replaceAll(`/${id}`, '/ID');
    return [status, [...headers.keys()], text.replaceAll(email, 'ADDRESS')];
  };

  it('is taken from a submitter as any other, whether somebody else has entered it or not', async () => {
    const known = await enter('known@example.org', 'rival');
    const unknown = await enter('unknown@example.org', 'rival');
    expect(shape(known, 'known@example.org')).toEqual(shape(unknown, 'unknown@example.org'));
    const { id } = (await enter('third@example.org', 'stranger')).document.data;
    const moved = await move(id, { email: 'known@example.org' }, 'stranger');
    const elsewhere = await move(id, { email: 'nobody@example.org' }, 'stranger');
    expect(shape(moved, 'known@example.org')).toEqual(shape(elsewhere, 'nobody@example.org'));
  });

  it('is entered once by each submitter', async () => {
    expect(fault(await enter('Known@Example.org', 'submitter'))).toEqual(taken);
    const { id } = (await enter('second@example.org', 'submitter')).document.data;
    expect(fault(await move(id, { email: 'known@example.org' }, 'submitter'))).toEqual(taken);
  });

  it('is told to be taken to those who make the event, whoever has entered it', async () => {
    for (const person of ['owner', 'organizer', 'coorganizer', 'admin'] as const)
      expect(fault(await enter('known@example.org', person)), person).toEqual(taken);
    const { id } = (await enter('ours@example.org', 'owner')).document.data;
    expect(fault(await move(id, { email: 'KNOWN@example.org' }, 'coorganizer'))).toEqual(taken);
    expect((await move(id, { email: null }, 'coorganizer')).status).toBe(200);
  });

  it('stands once where several organizers enter it at the same moment', async () => {
    const makers = ['owner', 'organizer', 'coorganizer', 'admin'] as const;
    const answers = await Promise.all(makers.map((person) => enter('rush@example.org', person)));
    expect(answers.map(({ status }) => String(status)).sort()).toEqual([
      '201',
      '409',
      '409',
      '409',
    ]);
  });

  it('stays where two have it, when organizers send back what they have read', async () => {
    const search = `/v1/speakers?filter[email]=known@example.org`;
    const { document } = await world.api.get(search, world.as('organizer'));
    expect(document.data.length).toBeGreaterThan(1);
    for (const speaker of document.data) {
      const path = `/v1/speakers/${speaker.id}`;
      const answer = await world.api.patch(path, { data: speaker }, world.as('organizer'));
      expect(answer.status).toBe(200);
      expect(answer.document.data).toEqual(speaker);
    }
  });

  it('goes along where two have it, when the event is copied', async () => {
    const copied = await world.api.send(
      'POST',
      `/v1/events/${world.event}/copy`,
      world.as('owner'),
    );
    expect(copied.status, JSON.stringify(copied.document)).toBe(201);
    const search = `/v1/events/${copied.document.data.id}/speakers?filter[email]=known@example.org`;
    const { document } = await world.api.get(search, world.as('owner'));
    expect(document.data.length).toBeGreaterThan(1);
  });

  it('is entered once by a submitter who sends it twice at the same moment', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => enter('twice@example.org', 'rival')));
    expect(answers.map(({ status }) => String(status)).sort()).toEqual(['201', '409', '409']);
  });
});
