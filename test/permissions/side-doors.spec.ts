import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DataSource } from 'typeorm';
import type {
  AttributeDefinition,
  ResourceDefinition,
} from '../../src/jsonapi/resource/resource-definition.js';
import { unknownId } from '../conformance/subject.js';
import type { Api } from '../support/api.js';
import { documentOf, type Gathering, type Person } from '../support/gathering.js';
import { query } from '../support/traces.js';
import { doorsOf, doorsTo, hiddenNumber, hiddenTime, secret } from './doors.js';
import { type Situation, expectations, situations } from './expectations.js';
import { Situations, definitions } from './situations.js';

/** Who sees what is public, and nothing else. */
const observers: readonly Person[] = ['nobody', 'rival'];

/** Everyone may know: policies let rows in by them, so that to change them is to show or to hide something. */
const telling = new Set([
  'event.state',
  'event.privacy',
  'session.state',
  'session.is-locked',
  'speakers-call.privacy',
  'speakers-call.starts-at',
  'speakers-call.ends-at',
  'user.is-profile-public',
  'user.is-admin',
  'user.is-blocked',
  'role.name',
]);

const seeing = (type: string, situation: Situation, person: Person) => {
  const read = expectations[type]?.[situation]?.read;
  return read?.[person === 'nobody' ? 7 : 5] === 'y';
};
const existing = definitions.flatMap((definition) =>
  situations
    .filter((situation) => expectations[definition.type]?.[situation] !== undefined)
    .map((situation) => ({ definition, situation })),
);
const hidden = existing.filter(
  ({ definition, situation }) => !seeing(definition.type, situation, 'nobody'),
);

describe('what is hidden', () => {
  let world: Situations;
  let gathering: Gathering;
  let api: Api;

  beforeAll(async () => {
    world = await Situations.make();
    gathering = world.gathering;
    api = gathering.api;
  });

  afterAll(() => gathering?.close());

  describe('is as if it were not there', () => {
    // To those who don't make it, a private event is no other than a draft.
    it.each(hidden.filter(({ situation }) => situation !== 'private'))(
      'a $situation $definition.type, whatever is asked for',
      async (one) => {
        const { path, type } = one.definition;
        const id = world.idOf(type, one.situation);
        for (const person of observers)
          for (const [index, ask] of questionsAbout(one.definition).entries()) {
            const missing = await aboutMissing(`${type} ${index} ${person}`, ask, person);
            expect(anonymous(await ask(id, person), id), `${person} ${path}`).toEqual(missing);
          }
      },
    );

    const known = new Map<string, ReturnType<typeof anonymous>>();
    /** What is answered about what nobody has ever made, asked once. */
    const aboutMissing = async (key: string, ask: Question, person: Person) => {
      const answer = known.get(key) ?? anonymous(await ask(unknownId, person), unknownId);
      known.set(key, answer);
      return answer;
    };

    const questionsAbout = (definition: ResourceDefinition): readonly Question[] => [
      ...doorsTo(definition, '{id}').map(get),
      get(`/v1/${definition.path}/{id}?get_trashed=true`),
      get(`/v1/${definition.path}?filter[id]={id}`),
      ...['*', '"1.abc"'].flatMap((tag) => [
        get(`/v1/${definition.path}/{id}`, { 'If-None-Match': tag }),
        write('DELETE', `/v1/${definition.path}/{id}`, null, { 'If-Match': tag }),
        write('PATCH', `/v1/${definition.path}/{id}`, definition, { 'If-Match': tag }),
      ]),
      ...[...definition.relationships.values()].flatMap(({ cardinality, name }) =>
        (['PATCH', 'POST', 'DELETE'] as const).map((method): Question => {
          const body = { data: cardinality === 'one' ? null : [] };
          return (id, person) =>
            api.send(method, `/v1/${definition.path}/${id}/relationships/${name}`, {
              ...gathering.as(person),
              body,
            });
        }),
      ),
      operation(({ id }) => ({ op: 'remove', ref: { type: definition.type, id } })),
      operation(({ id }) => ({
        op: 'update',
        data: { type: definition.type, id, attributes: {} },
      })),
      ...definitions.flatMap((other) =>
        [...other.relationships.values()]
          .filter(({ readonly, target }) => target() === definition && !readonly)
          .map(({ cardinality, name }): Question => {
            // What is related to, and nothing else of the document, is what the answer may be about.
            return async (id, person) => {
              const to = [definition.type, cardinality === 'one' ? id : [id]] as const;
              const attributes = world.attributesOf(other.type, 'published');
              const links = { ...world.linksOf(other.type, 'published'), [name]: to };
              const document = documentOf(other.type, attributes, links);
              return api.post(`/v1/${other.path}`, document, gathering.as(person));
            };
          }),
      ),
    ];
  });

  type Question = (
    id: string,
    person: Person,
  ) => Promise<{ readonly status: number; readonly document: unknown }>;

  const get =
    (path: string, headers = {}): Question =>
    (id, person) =>
      api.get(encodeURI(path.replaceAll('{id}', id)), { ...gathering.as(person), headers });

  const write =
    (method: string, path: string, updated: ResourceDefinition | null, headers = {}): Question =>
    (id, person) =>
      api.send(method, path.replaceAll('{id}', id), {
        ...gathering.as(person),
        headers,
        ...(updated && { body: documentOf(updated.type, {}, {}, id) }),
      });

  const atomic = 'application/vnd.api+json;ext="https://jsonapi.org/ext/atomic"';
  const operation =
    (make: (named: { readonly id: string }) => object): Question =>
    (id, person) =>
      api.post(
        '/v1/operations',
        { 'atomic:operations': [make({ id })] },
        { ...gathering.as(person), headers: { 'Content-Type': atomic, Accept: atomic } },
      );

  /** The same answer about another id: everything but the id itself. */
  const anonymous = (answer: Awaited<ReturnType<Question>>, id: string) => ({
    status: answer.status,
    text: (JSON.stringify(answer.document) ?? '').replaceAll(id, '{id}'),
  });

  it('is not what an idempotency key or an entity tag of somebody else brings out', async () => {
    const id = world.idOf('speaker', 'published');
    const shown = await api.get(`/v1/speakers/${id}`, gathering.as('owner'));
    const tag = shown.headers.get('etag')!;
    const other = await api.get(`/v1/speakers/${id}`, {
      ...gathering.as('rival'),
      headers: { 'If-None-Match': tag },
    });
    expect(other.status).toBe(200);
    const document = documentOf(
      'sponsor',
      { name: secret },
      { event: ['event', world.idOf('event', 'draft')] },
    );
    const headers = { 'Idempotency-Key': 'shared' };
    const made = await api.post('/v1/sponsors', document, { ...gathering.as('owner'), headers });
    expect(made.status).toBe(201);
    for (const person of observers) {
      const repeated = await api.post('/v1/sponsors', document, {
        ...gathering.as(person),
        headers,
      });
      expect([401, 404]).toContain(repeated.status);
    }
  });

  it('changes no answer to those who may not see it', async () => {
    await enteredBy(null);
    const before = await answers();
    await changeWhatIsHidden();
    await enteredBy(world.idOf('user', 'deleted'));
    const after = await answers();
    for (const [door, answer] of before) expect(after.get(door), door).toEqual(answer);
    // Those who make the events see that there was something to see.
    const shown = '/v1/speakers?page[size]=100&fields[speaker]=name,email';
    const owner = await api.get(shown, gathering.as('owner'));
    expect(JSON.stringify(owner.document)).toContain(secret);
  });

  /** To have nobody, and to have somebody who is hidden, look alike. */
  const enteredBy = async (user: string | null) => {
    await query(gathering.app, 'UPDATE sessions SET creator_id = $1', [user]);
    await query(gathering.app, 'UPDATE speakers SET user_id = $1', [user]);
  };

  const answers = async () => {
    const found = new Map<string, unknown>();
    for (const person of observers) {
      const rows = existing.filter(({ definition, situation }) =>
        seeing(definition.type, situation, person),
      );
      const doors = [
        ...definitions.flatMap(doorsOf),
        ...rows.flatMap(({ definition, situation }) =>
          doorsTo(definition, world.idOf(definition.type, situation)),
        ),
      ];
      for (let at = 0; at < doors.length; at += 8)
        await Promise.all(
          doors.slice(at, at + 8).map(async (door) => {
            const { document, headers, status } = await api.get(door, gathering.as(person));
            expect(status, door).toBe(200);
            // The version in a tag tells that a row was written, never what was.
            const tag = headers.get('etag')?.replace(/^"\d+\./, '"');
            found.set(`${person} ${door}`, { tag, document });
          }),
        );
    }
    return found;
  };

  /** Every hidden value of rows that are there, and more rows. */
  const changeWhatIsHidden = async () => {
    for (const { definition, situation } of hidden)
      await alter(definition, () => true, `id = ${world.idOf(definition.type, situation)}`);
    const others = `id <> ${gathering.people.rival.id}`;
    for (const definition of definitions)
      await alter(definition, ({ visibleTo }) => visibleTo !== null, others);
    for (const { definition, situation } of hidden)
      if (definition.type !== 'event' && situation !== 'deleted' && definition.type !== 'user')
        if (!singletons.has(definition.type)) await world.renew(definition.type, situation);
    await gathering.makeEvent({ name: secret });
  };
  const singletons = new Set([
    'event-copyright',
    'speakers-call',
    'feedback',
    'users-events-roles',
  ]);

  const alter = async (
    definition: ResourceDefinition,
    isMeant: (attribute: AttributeDefinition) => boolean,
    where: string,
  ) => {
    const metadata = gathering.app.nest.get(DataSource).getMetadata(definition.entity);
    const changes = [...definition.attributes.values()]
      .filter((attribute) => isMeant(attribute) && !attribute.derived && !attribute.writeOnly)
      .filter(({ name }) => !telling.has(`${definition.type}.${name}`))
      .flatMap((attribute) => {
        const column = metadata.findColumnWithPropertyPath(attribute.property)?.databaseName;
        const kind = attribute.name.endsWith('email') ? 'email' : attribute.codec.name;
        const value = hiddenValues[kind];
        return column !== undefined && value !== undefined && attribute !== definition.deletion
          ? [`"${column}" = ${value}`]
          : [];
      });
    if (changes.length > 0)
      await query(
        gathering.app,
        `UPDATE "${metadata.tableName}" SET ${changes.join(', ')} WHERE ${where}`,
      );
  };
});

/** By codec, in SQL. */
const hiddenValues: Readonly<Record<string, string>> = {
  text: `'${secret} ' || id`,
  email: `'${secret}' || id || '@example.org'`,
  html: `'<p>${secret}</p>'`,
  integer: String(hiddenNumber),
  decimal: String(hiddenNumber),
  boolean: 'true',
  'date-time': `'${hiddenTime}'`,
};
