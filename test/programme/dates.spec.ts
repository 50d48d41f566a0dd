import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiResponse } from '../support/api.js';
import { documentOf, gather, type Gathering, pathOf } from '../support/gathering.js';

const at = (hour: number) => `2030-06-01T${String(hour).padStart(2, '0')}:00:00.000Z`;
const from = (start: number | null, end: number | null) => ({
  'starts-at': start === null ? null : at(start),
  'ends-at': end === null ? null : at(end),
});

describe.each(['event', 'session', 'speakers-call'])('the dates of a %s', (type) => {
  let world: Gathering;
  let id: string;

  beforeAll(async () => {
    world = await gather();
    id = await made();
  });

  afterAll(() => world.close());

  const named = { event: { name: 'Late', timezone: 'UTC' }, session: { title: 'Late' } };
  const attributes = { ...named[type as keyof typeof named], ...from(10, 14) };
  const made = async () => {
    if (type === 'event') return world.make(type, attributes);
    // Of calls, an event has one.
    const event = await world.makeEvent();
    return world.make(type, attributes, { event: ['event', event] });
  };
  const patch = (changed: Readonly<Record<string, unknown>>): Promise<ApiResponse> =>
    world.api.patch(
      `/v1/${pathOf(type)}/${id}`,
      documentOf(type, changed, {}, id),
      world.as('owner'),
    );
  const pointers = ({ document }: ApiResponse): readonly string[] =>
    (document.errors ?? []).map((error: { source: { pointer: string } }) => error.source.pointer);
  const dates = async () => {
    const { document } = await world.api.get(`/v1/${pathOf(type)}/${id}`, world.as('owner'));
    const { 'starts-at': start, 'ends-at': end } = document.data.attributes;
    return { 'starts-at': start, 'ends-at': end };
  };

  it.each([
    ['both, the wrong way round', from(14, 10), 'ends-at'],
    ['both, at the same time', from(10, 10), 'ends-at'],
    ['the start alone, after the end', { 'starts-at': at(15) }, 'starts-at'],
    ['the start alone, at the end', { 'starts-at': at(14) }, 'starts-at'],
    ['the end alone, before the start', { 'ends-at': at(9) }, 'ends-at'],
  ] as const)('are refused: %s', async (_, changed, member) => {
    const refused = await patch(changed);
    expect(refused.status).toBe(422);
    expect(pointers(refused)).toEqual([`/data/attributes/${member}`]);
    expect(await dates()).toEqual(from(10, 14));
  });

  it('can move one by one, and together past what they were', async () => {
    for (const changed of [
      { 'starts-at': at(11) },
      { 'ends-at': at(12) },
      from(20, 21),
      from(10, 14),
    ]) {
      const answer = await patch(changed);
      expect(answer.status).toBe(200);
      expect(answer.document.data.attributes).toMatchObject(changed);
    }
  });

  it('are compared as instants, whatever offset they are written with', async () => {
    const moved = {
      'starts-at': '2030-06-01T23:00:00+14:00',
      'ends-at': '2030-06-01T05:00:00-05:00',
    };
    const answer = await patch(moved);
    expect(answer.status).toBe(200);
    expect(answer.document.data.attributes).toMatchObject(from(9, 10));
    await patch(from(10, 14));
  });

  it('are in order after two who move one each at the same time', async () => {
    for (let round = 0; round < 5; round += 1) {
      await patch(from(10, 14));
      // Each is right by itself; together they are not.
      const answers = await Promise.all([
        patch({ 'starts-at': at(13) }),
        patch({ 'ends-at': at(12) }),
      ]);
      expect(answers.map(({ status }) => String(status)).sort()).toEqual(['200', '422']);
    }
    await patch(from(10, 14));
  });

  it('are cleared together only where nothing needs them', async () => {
    const cleared = await patch(from(null, null));
    expect([cleared.status, pointers(cleared)]).toEqual(
      type === 'session'
        ? [200, []]
        : [422, ['/data/attributes/starts-at', '/data/attributes/ends-at']],
    );
  });
});

it('a session without a start has nothing before it, until it has one', async () => {
  const world = await gather();
  const there = { event: ['event', world.event] } as const;
  const id = await world.make('session', { title: 'Late', ...from(10, 14) }, there);
  const patch = async (changed: Readonly<Record<string, unknown>>) => {
    const document = documentOf('session', changed, {}, id);
    return (await world.api.patch(`/v1/sessions/${id}`, document, world.as('owner'))).status;
  };
  expect(await patch({ 'starts-at': null })).toBe(200);
  expect(await patch({ 'ends-at': at(3) })).toBe(200);
  expect(await patch({ 'starts-at': at(4) })).toBe(422);
  expect(await patch({ 'starts-at': at(2) })).toBe(200);
  await world.close();
});
