import { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documentOf, gather, type Gathering, openCall, type Person } from '../support/gathering.js';

const states = ['draft', 'pending', 'accepted', 'confirmed', 'rejected', 'canceled', 'withdrawn'];

/** From each state, in the order above, to each: y(es), n(o), = stays. */
const moves = {
  editor: ['=yyyyyn', 'n=yyyyn', 'ny=yyyn', 'nyy=yyn', 'nyyy=nn', 'nyyyn=n', 'nnnnnn='],
  // What is decided or locked is not in his hands any more: he may not even send it back.
  submitter: ['=ynnnny', 'n=nnnny', 'nnnnnnn', 'nnnnnnn', 'nnnnnnn', 'nnnnnnn', 'nnnnnnn'],
};

describe('the state of a session', () => {
  let world: Gathering;
  let call: string;
  let database: Pool;

  beforeAll(async () => {
    world = await gather();
    database = new Pool({ connectionString: world.app.database.url, max: 2 });
    const { document } = await world.api.get(`/v1/events/${world.event}/speakers-call`);
    call = document.data.id;
  });

  afterAll(async () => {
    await database.end();
    await world.close();
  });

  const there = () => ({ event: ['event', world.event] }) as const;
  const submit = (attributes = {}) =>
    world.make('session', { title: 'Talk', ...attributes }, there(), 'submitter');
  const move = (id: string, state: string, person: Person) =>
    world.api.patch(
      `/v1/sessions/${id}`,
      documentOf('session', { state }, {}, id),
      world.as(person),
    );
  const putInto = (id: string, state: string) =>
    database.query('UPDATE sessions SET state = $2 WHERE id = $1', [id, state]);
  const announce = (attributes: Readonly<Record<string, string>>) =>
    world.api.patch(
      `/v1/speakers-calls/${call}`,
      documentOf('speakers-call', attributes, {}, call),
      world.as('owner'),
    );

  const movesFrom = async (from: string, person: Person): Promise<string> => {
    const id = await submit();
    let seen = '';
    for (const to of states) {
      await putInto(id, from);
      const { document, status } = await move(id, to, person);
      const moved = status === 200 && document.data.attributes.state === to;
      if (!moved) expect(status, `${from} → ${to}`).toBe(403);
      seen += moved ? (to === from ? '=' : 'y') : 'n';
    }
    return seen;
  };

  it.each([
    ['editor', 'coorganizer'],
    ['submitter', 'submitter'],
  ] as const)('moves as far as the %s may', async (part, person) => {
    const seen = await Promise.all(states.map((from) => movesFrom(from, person)));
    expect(seen).toEqual(moves[part]);
  });

  it.each(states)('can begin as %s where an editor enters the session', async (state) => {
    const made = await world.attempt('session', { title: 'Ours', state }, there(), 'coorganizer');
    expect(made.status).toBe(201);
    const submitted = await world.attempt('session', { title: 'His', state }, there(), 'submitter');
    const [fault] = submitted.document.errors ?? [];
    const own = ['draft', 'pending'].includes(state);
    expect([submitted.status, fault?.source.pointer]).toEqual(
      own ? [201, undefined] : [403, '/data/attributes/state'],
    );
  });

  it('is not moved by its submitter while the session is locked, and by editors still', async () => {
    const id = await submit({ state: 'pending' });
    await database.query('UPDATE sessions SET is_locked = true WHERE id = $1', [id]);
    expect((await move(id, 'withdrawn', 'submitter')).status).toBe(403);
    expect((await move(id, 'accepted', 'coorganizer')).status).toBe(200);
  });

  it('becomes pending only while the call is open, but for editors', async () => {
    const draft = await submit();
    const pending = await submit({ state: 'pending' });
    await announce({ 'ends-at': '2021-01-01T00:00:00Z' });
    const late = await move(draft, 'pending', 'submitter');
    expect(late.status).toBe(403);
    expect(late.document.errors[0].source.pointer).toBe('/data/attributes/state');
    // What was handed in in time can still be mended and withdrawn.
    const mended = documentOf('session', { title: 'Better', state: 'pending' }, {}, pending);
    const submitter = world.as('submitter');
    expect((await world.api.patch(`/v1/sessions/${pending}`, mended, submitter)).status).toBe(200);
    expect((await move(pending, 'withdrawn', 'submitter')).status).toBe(200);
    expect((await move(draft, 'pending', 'coorganizer')).status).toBe(200);
    await announce(openCall);
    const another = await submit();
    expect((await move(another, 'pending', 'submitter')).status).toBe(200);
  });
});
