import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiResponse } from '../support/api.js';
import {
  gather,
  type Gathering,
  type Links,
  type Person,
  roleLinks,
} from '../support/gathering.js';

type Attributes = Readonly<Record<string, unknown>>;

const dates = { 'starts-at': '2031-01-01T00:00:00Z', 'ends-at': '2031-01-02T00:00:00Z' };

/** What there is once, and where a second one is told that it is one too many. */
const unique: readonly (readonly [type: string, Attributes, pointer: string, Person])[] = [
  ['speakers-call', dates, '/data/relationships/event', 'owner'],
  ['event-copyright', { licence: 'MIT' }, '/data/relationships/event', 'owner'],
  ['feedback', { rating: 3 }, '/data/relationships/event', 'stranger'],
  ['speaker', { name: 'Ada', email: 'ada@example.org' }, '/data/attributes/email', 'coorganizer'],
  ['users-events-roles', {}, '/data/relationships/user', 'owner'],
  ['event-type', { name: 'Once only' }, '/data/attributes', 'admin'],
  ['event-topic', { name: 'Once only' }, '/data/attributes', 'admin'],
  ['role', { name: 'once', 'title-name': 'Once' }, '/data/attributes/name', 'admin'],
  [
    'user',
    { email: 'Once@example.org', password: 'correct horse' },
    '/data/attributes/email',
    'nobody',
  ],
];

const oneOfFive = ['201', '409', '409', '409', '409'];
const statusesOf = (answers: readonly ApiResponse[]) =>
  answers.map(({ status }) => String(status)).sort();

describe('of several who make the same at the same moment', () => {
  let world: Gathering;
  let event: string;

  beforeAll(async () => {
    world = await gather();
    event = await world.makeEvent({ state: 'published' });
  });

  afterAll(() => world.close());

  const linksOf = (type: string): Links => {
    if (type === 'users-events-roles')
      return roleLinks(event, world.people.rival.id, world.roleOf('coorganizer'));
    const ofEvent = ['speakers-call', 'event-copyright', 'feedback', 'speaker'];
    return ofEvent.includes(type) ? { event: ['event', event] } : {};
  };

  it.each(unique)(
    'one makes a %s, and the others are told',
    async (type, attributes, pointer, who) => {
      const answers = await Promise.all(
        Array.from({ length: 5 }, () => world.attempt(type, attributes, linksOf(type), who)),
      );
      expect(statusesOf(answers)).toEqual(oneOfFive);
      for (const { document } of answers.filter(({ status }) => status === 409))
        expect(document.errors).toMatchObject([{ code: 'already-taken', source: { pointer } }]);
    },
  );

  it('one gives feedback on a session, and the others are told', async () => {
    const there = { event: ['event', event] } as const;
    const session = await world.make('session', { title: 'Talk', state: 'accepted' }, there);
    const links = { ...there, session: ['session', session] } as const;
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => world.attempt('feedback', { rating: 5 }, links, 'stranger')),
    );
    expect(statusesOf(answers)).toEqual(oneOfFive);
    const other = await world.attempt('feedback', { rating: 5 }, links, 'rival');
    expect(other.status).toBe(201);
  });
});
