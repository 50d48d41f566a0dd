import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Api, ApiResponse } from '../support/api.js';
import { documentOf, type Gathering, linkage, type Person } from '../support/gathering.js';
import { servedRoutes } from '../openapi/served-routes.js';
import {
  type Expected,
  type Situation,
  besides,
  changeable,
  everybody,
  expectations,
  ofEvents,
  situations,
  trashed,
} from './expectations.js';
import { Situations, definitions, partOfEvent } from './situations.js';

const letters: Readonly<Record<number, string>> = { 401: 'a', 403: 'n', 404: 'm' };
const methods = ['PATCH', 'POST', 'DELETE'] as const;

const cases = definitions.flatMap(({ path, type }) =>
  situations
    .filter((situation) => expectations[type]?.[situation] !== undefined)
    .map((situation) => ({ type, path: `/v1/${path}`, situation })),
);

const expectedOf = (type: string, situation: Situation): Expected =>
  expectations[type]![situation]!;

describe('who may do what', () => {
  let world: Situations;
  let gathering: Gathering;
  let api: Api;

  beforeAll(async () => {
    world = await Situations.make();
    gathering = world.gathering;
    api = gathering.api;
  });

  afterAll(() => gathering?.close());

  /** One letter for each of everybody; what is not refused for who asks is a yes, even where it is refused for what. */
  const asked = async (ask: (as: { readonly token?: string }, person: Person) => Asked) => {
    const answers = await Promise.all(everybody.map((person) => ask(gathering.as(person), person)));
    return answers.map(({ status }) => letters[status] ?? 'y').join('');
  };
  type Asked = Promise<Pick<ApiResponse, 'status'>>;

  describe('is said here', () => {
    it.each(definitions)('of every type: $type', ({ deletion, relationships, type }) => {
      const stated = Object.keys(expectations[type] ?? {});
      const needed: readonly Situation[] = relationships.has('event')
        ? ['published', 'draft', 'private', 'deleted']
        : ['published'];
      expect(stated).toEqual(expect.arrayContaining([...needed]));
      expect(trashed[type] !== undefined).toBe(deletion !== null);
      expect([...relationships.keys()]).toEqual(
        expect.arrayContaining(Object.keys(changeable[type] ?? {})),
      );
    });

    it('of every route', () => {
      const ofResources = definitions.flatMap(({ path }) => [
        ...['get', 'post'].map((method) => `${method} /v1/${path}`),
        ...['get', 'patch', 'delete'].map((method) => `${method} /v1/${path}/:id`),
        `get /v1/${path}/:id/:relationship`,
        ...['get', 'patch', 'post', 'delete'].map(
          (method) => `${method} /v1/${path}/:id/relationships/:relationship`,
        ),
      ]);
      const served = servedRoutes(gathering.app.nest).map(
        ({ method, pattern }) => `${method} ${pattern}`,
      );
      const said = [...ofResources, ...Object.keys(besides), ...Object.keys(ofEvents)];
      expect([...new Set(served)].sort()).toEqual(said.sort());
    });
  });

  it.each(Object.entries(besides))('%s is %s', async (route, openTo) => {
    const [method = '', pattern = ''] = route.split(' ');
    const path = pattern.replace(/[:*]\w+/g, '1');
    const hasBody = !['get', 'head'].includes(method);
    const ask = async (token?: string) => {
      const response = await fetch(gathering.app.url + path, {
        method: method.toUpperCase(),
        headers: {
          ...(hasBody && { 'Content-Type': 'application/json' }),
          ...(token && { Authorization: `Bearer ${token}` }),
        },
        ...(hasBody && { body: '{}' }),
      });
      return { refused: [401, 403].includes(response.status) };
    };
    expect(await ask()).toEqual({ refused: openTo !== 'open' });
    if (openTo === 'open') return;
    // Somebody of his own, for one of these ends his sessions.
    const { token } = await api.signUp();
    expect(await ask(token)).toEqual({ refused: openTo === 'admins' });
    const may = openTo === 'admins' ? gathering.people.admin : await api.signUp();
    expect(await ask(may.token)).toEqual({ refused: false });
  });

  it.each(
    Object.entries(ofEvents).flatMap(([route, by]) =>
      situations.map((situation) => ({ route, situation, expected: by[situation] })),
    ),
  )('$route of a $situation event', async ({ expected, route, situation }) => {
    const [method = '', pattern = ''] = route.split(' ');
    const path = pattern.replace(':id', world.idOf('event', situation));
    expect(await asked((as) => api.send(method.toUpperCase(), path, as))).toBe(expected);
  });

  it.each(cases)('reads a $situation $type', async ({ path, situation, type }) => {
    const id = world.idOf(type, situation);
    const { read } = expectedOf(type, situation);
    expect(await asked((as) => api.get(`${path}/${id}`, as))).toBe(read);
    const listed = await asked(async (as) => {
      const { document } = await api.get(`${path}?filter[id]=${id}`, as);
      expect(document.data).toHaveLength(document.meta.count);
      return { status: document.meta.count === 1 ? 200 : 404 };
    });
    expect(listed).toBe(read);
  });

  it.each(cases.filter(({ type }) => type === 'event'))(
    'reads a $situation event by its identifier, and all below it',
    async ({ situation, type }) => {
      const admin = { token: gathering.people.admin.token };
      const { document } = await api.get(
        `/v1/events/${world.idOf(type, situation)}?get_trashed=true`,
        admin,
      );
      const path = `/v1/events/${document.data.attributes.identifier}`;
      const { read } = expectedOf(type, situation);
      for (const below of ['', '/tracks', '/owner', '/relationships/sessions'])
        expect(await asked((as) => api.get(path + below, as)), below).toBe(read);
    },
  );

  describe('what is related', () => {
    const readable = new Map<string, Promise<number>>();
    const readsAlone = (type: string, id: string, person: Person) => {
      const key = `${type} ${id} ${person}`;
      const { path } = definitions.find((one) => one.type === type)!;
      const known =
        readable.get(key) ??
        api.get(`/v1/${path}/${id}`, gathering.as(person)).then(({ status }) => status);
      readable.set(key, known);
      return known;
    };

    const telling = new Set<Situation>(['published', 'draft', 'hidden']);
    it.each(cases.filter(({ situation }) => telling.has(situation)))(
      'to a $situation $type is shown to those who may read both',
      async ({ path, situation, type }) => {
        const own = `${path}/${world.idOf(type, situation)}`;
        const { read } = expectedOf(type, situation);
        const { relationships } = definitions.find((one) => one.type === type)!;
        for (const name of relationships.keys()) {
          const seen = await asked(async (as, person) => {
            const related = await api.get(`${own}/${name}`, as);
            const linked = await api.get(`${own}/relationships/${name}`, as);
            expect(linked.status).toBe(related.status);
            if (related.status !== 200) return related;
            const shown = [related.document.data ?? []].flat();
            expect(shown.map(identified)).toEqual([linked.document.data ?? []].flat());
            for (const one of shown)
              expect(
                await readsAlone(one.type, one.id, person),
                `${person} ${own}/${name} → ${one.type} ${one.id}`,
              ).toBe(200);
            return related;
          });
          expect(seen, name).toBe(read);
        }
      },
    );

    it.each(cases.filter(({ situation }) => situation === 'published'))(
      'to a $situation $type is changed by those who edit it, where it can be changed at all',
      async ({ path, situation, type }) => {
        const own = `${path}/${world.idOf(type, situation)}`;
        const { update } = expectedOf(type, situation);
        const { relationships } = definitions.find((one) => one.type === type)!;
        for (const { cardinality, name } of relationships.values())
          for (const method of methods) {
            const rule = changeable[type]?.[name];
            const offered = rule && (rule.by === 'all' || method === 'PATCH');
            const expected = offered ? (rule.only ?? update) : update.replaceAll('y', 'n');
            const isOne = cardinality === 'one' || method === 'PATCH';
            const body = { data: isOne ? await kept(own, name) : [] };
            const answers = await asked((as) =>
              api.send(method, `${own}/relationships/${name}`, { ...as, body }),
            );
            expect(answers, `${method} ${name}`).toBe(expected);
          }
      },
    );

    /** What it is already, so that nothing changes. */
    const kept = async (own: string, name: string) => {
      const linked = await api.get(`${own}/relationships/${name}`, gathering.as('admin'));
      return linked.document.data ?? null;
    };
  });

  it.each(cases)('updates a $situation $type', async ({ path, situation, type }) => {
    const id = world.idOf(type, situation);
    const document = documentOf(type, {}, {}, id);
    expect(await asked((as) => api.patch(`${path}/${id}`, document, as))).toBe(
      expectedOf(type, situation).update,
    );
  });

  it.each(cases)('creates one beside a $situation $type', async ({ path, situation, type }) => {
    // As a submitter may make it.
    const state = type === 'session' ? { state: 'pending' } : {};
    const document = () =>
      documentOf(
        type,
        { ...world.attributesOf(type, situation), ...state },
        world.linksOf(type, situation),
      );
    expect(await asked((as) => api.post(path, document(), as))).toBe(
      expectedOf(type, situation).create,
    );
  });

  // What hangs on something goes before it.
  it.each(cases.toReversed())('deletes a $situation $type', async ({ path, situation, type }) => {
    const expected = expectedOf(type, situation).delete;
    const may = new Set(everybody.filter((_, index) => expected[index] === 'y'));
    const remove = async (person: Person) => {
      const alone = type === 'event' || type === 'user';
      const id = alone ? await fresh(type, situation) : world.idOf(type, situation);
      const { status } = await api.delete(`${path}/${id}`, gathering.as(person));
      if (!alone && may.has(person)) await world.renew(type, situation);
      return { status };
    };
    let answers = '';
    for (const person of everybody) answers += letters[(await remove(person)).status] ?? 'y';
    expect(answers).toBe(expected);
  });

  /** One that can be deleted without its parts, which other tests ask for. */
  const fresh = async (type: string, situation: Situation) => {
    if (situation === 'deleted') return world.idOf(type, situation);
    if (type === 'user') return (await api.signUp()).id;
    return gathering.makeEvent(world.attributesOf(type, situation));
  };

  it.each(Object.entries(trashed))(
    'reaches a deleted %s where it is asked for',
    async (type, { erase, read, restore }) => {
      const { path } = definitions.find((one) => one.type === type)!;
      const id = partOfEvent(type)
        ? await world.renew(type, 'published')
        : world.idOf(type, 'deleted');
      const url = `/v1/${path}/${id}`;
      await api.delete(url, gathering.as('admin'));
      expect(await asked((as) => api.get(`${url}?get_trashed=true`, as))).toBe(read);
      const document = documentOf(type, { 'deleted-at': null }, {}, id);
      const outcomes = { restore: '', erase: '' };
      for (const person of everybody) {
        const as = gathering.as(person);
        const restored = await api.patch(`${url}?get_trashed=true`, document, as);
        outcomes.restore += letters[restored.status] ?? 'y';
        if (restored.status === 200) await api.delete(url, gathering.as('admin'));
      }
      for (const person of everybody.toReversed()) {
        const erased = await api.delete(`${url}?get_trashed=true`, gathering.as(person));
        outcomes.erase = (letters[erased.status] ?? 'y') + outcomes.erase;
      }
      expect(outcomes).toEqual({ restore, erase });
    },
  );
});

function identified({ id, type }: { readonly id: string; readonly type: string }) {
  return linkage(type, id);
}
