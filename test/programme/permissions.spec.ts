import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documentOf, gather, type Gathering, pathOf, type Person } from '../support/gathering.js';

/** Everybody, in the order of the table's columns. */
const everybody: readonly Person[] = [
  'admin',
  'owner',
  'organizer',
  'coorganizer',
  'submitter',
  'stranger',
  'nobody',
];

/** An event in each state, and the parts that hang on it. */
const states = {
  published: { state: 'published' },
  draft: { state: 'draft' },
  private: { state: 'published', privacy: 'private' },
  deleted: { state: 'published' },
} as const;
type State = keyof typeof states;

const part = { name: 'A part' };
const parts: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  track: { ...part, color: '#ffffff' },
  'session-type': { ...part, length: '00:30' },
  microlocation: part,
  sponsor: part,
  exhibitor: part,
  'social-link': { ...part, link: 'https://social.example' },
  faq: { question: 'Who?', answer: 'We.' },
  'event-copyright': { licence: 'MIT' },
  session: { title: 'A talk', state: 'accepted' },
};

/**
 * What is answered, one letter for each of everybody: y(es), n(o: 403), a(uthenticate: 401), m(issing: 404).
 * Those who make an event are the first four; to the others, what is not public is missing.
 */
const expected: Readonly<
  Record<State, Readonly<Record<'read' | 'create' | 'update' | 'delete', string>>>
> = {
  published: { read: 'yyyyyyy', create: 'yyyynna', update: 'yyyynna', delete: 'yyyynna' },
  draft: { read: 'yyyymmm', create: 'yyyymma', update: 'yyyymmm', delete: 'yyyymmm' },
  private: { read: 'yyyymmm', create: 'yyyymma', update: 'yyyymmm', delete: 'yyyymmm' },
  deleted: { read: 'mmmmmmm', create: 'mmmmmma', update: 'mmmmmmm', delete: 'mmmmmmm' },
};

const letters: Readonly<Record<number, string>> = {
  200: 'y',
  201: 'y',
  204: 'y',
  401: 'a',
  403: 'n',
  404: 'm',
};

describe('who may do what', () => {
  let world: Gathering;
  const events = new Map<State, string>();
  const rows = new Map<string, string>();

  beforeAll(async () => {
    world = await gather();
    for (const state of Object.keys(states) as State[]) {
      const event = await world.makeEvent(states[state]);
      events.set(state, event);
      for (const [type, attributes] of Object.entries(parts))
        rows.set(`${state} ${type}`, await world.make(type, attributes, inEvent(state)));
    }
    await world.api.delete(`/v1/events/${events.get('deleted')}`, world.as('owner'));
  });

  afterAll(() => world.close());

  const inEvent = (state: State) => ({ event: ['event', events.get(state)!] }) as const;
  const asked = async (ask: (as: Person) => Promise<{ readonly status: number }>) => {
    const answers = await Promise.all(everybody.map(ask));
    return answers.map(({ status }) => letters[status] ?? `[${status}]`).join('');
  };
  const cases = (Object.keys(states) as State[]).flatMap((state) =>
    Object.keys(parts).map((type) => ({ state, type })),
  );

  it.each(cases)('reads a $type of a $state event', async ({ state, type }) => {
    const id = rows.get(`${state} ${type}`)!;
    const path = `/v1/${pathOf(type)}/${id}`;
    expect(await asked((person) => world.api.get(path, world.as(person)))).toBe(
      expected[state].read,
    );
    // A list answers everybody, and holds the row or not.
    const listed = await asked(async (person) => {
      const { document } = await world.api.get(
        `/v1/${pathOf(type)}?filter[id]=${id}`,
        world.as(person),
      );
      expect(document.data).toHaveLength(document.meta.count);
      return { status: document.meta.count === 1 ? 200 : 404 };
    });
    expect(listed).toBe(expected[state].read);
  });

  it.each(cases)('creates and updates a $type of a $state event', async ({ state, type }) => {
    const id = rows.get(`${state} ${type}`)!;
    const created = await asked(async (person) => {
      const made = await world.attempt(type, parts[type]!, inEvent(state), person);
      // There is one copyright already: whoever may make it, is told so.
      return { status: made.status === 409 ? 201 : made.status };
    });
    expect(created).toBe(expected[state].create);
    const document = documentOf(type, parts[type]!, {}, id);
    const path = `/v1/${pathOf(type)}/${id}`;
    expect(await asked((person) => world.api.patch(path, document, world.as(person)))).toBe(
      expected[state].update,
    );
  });

  it.each(cases)('deletes a $type of a $state event', async ({ state, type }) => {
    const id = rows.get(`${state} ${type}`)!;
    const refused = await asked((person) =>
      everybody.indexOf(person) < 4 && state !== 'deleted'
        ? Promise.resolve({ status: 204 })
        : world.api.delete(`/v1/${pathOf(type)}/${id}`, world.as(person)),
    );
    expect(refused).toBe(expected[state].delete);
    const owner = await world.api.delete(`/v1/${pathOf(type)}/${id}`, world.as('coorganizer'));
    expect(owner.status).toBe(state === 'deleted' ? 404 : 204);
  });

  it.each([
    ['published', 'read', 'yyyyyyy'],
    ['draft', 'read', 'yyyymmm'],
    ['private', 'read', 'yyyymmm'],
    ['deleted', 'read', 'mmmmmmm'],
    ['published', 'update', 'yyyynna'],
    ['draft', 'update', 'yyyymmm'],
    ['private', 'update', 'yyyymmm'],
    ['deleted', 'update', 'mmmmmmm'],
  ] as const)('lets them in a %s event itself %s: %s', async (state, action, answers) => {
    const id = events.get(state)!;
    const path = `/v1/events/${id}`;
    const ask = (person: Person) =>
      action === 'read'
        ? world.api.get(path, world.as(person))
        : world.api.patch(path, documentOf('event', { name: 'Renamed' }, {}, id), world.as(person));
    expect(await asked(ask)).toBe(answers);
  });

  it('lets the owner alone delete an event', async () => {
    const id = events.get('published')!;
    const others = everybody.filter((person) => person !== 'admin' && person !== 'owner');
    const statuses = [];
    for (const person of others)
      statuses.push((await world.api.delete(`/v1/events/${id}`, world.as(person))).status);
    expect(statuses).toEqual([403, 403, 403, 403, 401]);
    expect((await world.api.delete(`/v1/events/${id}`, world.as('owner'))).status).toBe(204);
  });
});
