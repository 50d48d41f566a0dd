import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  RelationshipDefinition,
  ResourceDefinition,
} from '../../src/jsonapi/resource/resource-definition.js';
import { unknownId } from '../conformance/subject.js';
import type { Api } from '../support/api.js';
import { documentOf, type Gathering, linkage, type Person } from '../support/gathering.js';
import { Situations, definitions, partOfEvent } from './situations.js';

/** What no client may set, whatever it is called. */
const smuggled = {
  id: '1',
  password_hash: 'x',
  passwordHash: 'x',
  isAdmin: true,
  owner: { type: 'user', id: '1' },
  owner_id: '1',
  event_id: '1',
  'original-image': { url: '/media/event/x.png' },
  'original-image.url': '/media/event/x.png',
  constructor: { prototype: { isAdmin: true } },
};

const byCodec: Readonly<Record<string, unknown>> = {
  text: 'forged',
  'date-time': '2001-01-01T00:00:00.000Z',
  boolean: true,
  integer: 1,
  decimal: 1,
};

describe('a document that says more than its author may', () => {
  let world: Situations;
  let gathering: Gathering;
  let api: Api;
  let foreign: string;

  beforeAll(async () => {
    world = await Situations.make();
    gathering = world.gathering;
    api = gathering.api;
    foreign = await gathering.make('event', world.attributesOf('event', 'published'), {}, 'rival');
  });

  afterAll(() => gathering?.close());

  const urlOf = ({ path, type }: ResourceDefinition) =>
    `/v1/${path}/${world.idOf(type, 'published')}`;
  const authorOf = ({ type }: ResourceDefinition): Person =>
    partOfEvent(type) || type === 'event' ? (type === 'feedback' ? 'stranger' : 'owner') : 'admin';

  /** Everything that is the server's, with values that it would never give. */
  const forgedAttributes = ({ attributes }: ResourceDefinition) =>
    Object.fromEntries(
      [...attributes.values()]
        .filter(({ readonly }) => readonly)
        .map(({ codec, name }) => [name, byCodec[codec.name] ?? 'https://forged.example/x.png']),
    );

  const forgedRelationships = (
    { relationships }: ResourceDefinition,
    isMeant: (one: RelationshipDefinition) => boolean,
  ) => {
    const forged: [string, { readonly data: unknown }][] = [];
    for (const { cardinality, name, target } of [...relationships.values()].filter(isMeant)) {
      const { type } = target();
      const id = type === 'event' ? foreign : gathering.people.rival.id;
      forged.push([name, { data: linkage(type, cardinality === 'one' ? id : [id]) }]);
    }
    return Object.fromEntries(forged);
  };

  it.each(definitions)('changes nothing of a $type that is the server’s', async (one) => {
    const { type } = one;
    const url = urlOf(one);
    const as = gathering.as(authorOf(one));
    const before = await api.get(url, as);
    const data = {
      type,
      id: before.document.data.id,
      attributes: forgedAttributes(one),
      relationships: forgedRelationships(one, ({ readonly }) => readonly),
    };
    const answer = await api.patch(url, { data }, as);
    expect(answer.status, JSON.stringify(answer.document)).toBe(200);
    expect(answer.document.data).toEqual(before.document.data);
    expect((await api.get(url, as)).document.data).toEqual(before.document.data);
  });

  const settled = ({ readonly, writeOnce }: RelationshipDefinition) => writeOnce && !readonly;

  it.each(definitions.filter(({ relationships }) => [...relationships.values()].some(settled)))(
    'is refused where it would move a $type, to what exists or not',
    async (one) => {
      const url = urlOf(one);
      const as = gathering.as(authorOf(one));
      const before = await api.get(url, as);
      const moved = forgedRelationships(one, settled);
      for (const relationships of [moved, toNothing(moved)]) {
        const data = { type: one.type, id: before.document.data.id, relationships };
        const { document, status } = await api.patch(url, { data }, as);
        expect(status, JSON.stringify(document)).toBe(403);
        expect(document.errors.map(placeOf)).toEqual(
          Object.keys(moved).map((name) => `set-once /data/relationships/${name}`),
        );
      }
      expect((await api.get(url, as)).document.data).toEqual(before.document.data);
    },
  );

  it.each(definitions)('makes no $type with what is the server’s', async (one) => {
    const { path, type } = one;
    const document = documentOf(
      type,
      { ...world.attributesOf(type, 'published'), ...forgedAttributes(one) },
      world.linksOf(type, 'published'),
    );
    const forgery = forgedRelationships(one, ({ readonly }) => readonly);
    Object.assign(document.data.relationships, forgery);
    // There is one of these for each event, or for each of its people.
    const author = authorOf(one);
    if (partOfEvent(type)) await api.delete(urlOf(one), gathering.as(author));
    const made = await api.post(`/v1/${path}`, document, gathering.as(author));
    expect(made.status, JSON.stringify(made.document)).toBe(201);
    const forged = Object.values(byCodec).filter((value) => typeof value === 'string');
    const { attributes, relationships } = made.document.data;
    for (const name of Object.keys(forgedAttributes(one)))
      expect(forged, name).not.toContain(attributes[name]);
    const ofServer = [...one.relationships.values()].filter(({ readonly }) => readonly);
    const linked = ofServer.flatMap(({ name }) => relationships[name].data ?? []);
    expect(linked).not.toContainEqual(linkage('user', gathering.people.rival.id));
    if (partOfEvent(type)) world.keep(type, 'published', made.document.data.id);
  });

  it.each(definitions)('gives a $type neither an id nor another’s', async (one) => {
    const { path, type } = one;
    const as = gathering.as(authorOf(one));
    const document = documentOf(
      type,
      world.attributesOf(type, 'published'),
      world.linksOf(type, 'published'),
      '4711',
    );
    const made = await api.post(`/v1/${path}`, document, as);
    expect(made.status).toBe(403);
    expect(made.document.errors[0].source.pointer).toBe('/data/id');
    const moved = await api.patch(urlOf(one), documentOf(type, {}, {}, '4711'), as);
    expect(moved.status).toBe(409);
  });

  it.each(definitions)('is refused a $type with members that it does not have', async (one) => {
    const as = gathering.as(authorOf(one));
    const members = Object.entries(smuggled).filter(([name]) => !one.attributes.has(name));
    const document = documentOf(
      one.type,
      Object.fromEntries(members),
      {},
      world.idOf(one.type, 'published'),
    );
    const { document: answer, status } = await api.patch(urlOf(one), document, as);
    expect(status).toBe(422);
    expect(answer.errors.map((error: { code: string }) => error.code)).toEqual(
      members.map(() => 'unknown-member'),
    );
  });

  it.each(definitions.filter(({ type }) => partOfEvent(type)))(
    'brings no $type into another’s event',
    async ({ path, type }) => {
      const attributes = world.attributesOf(type, 'published');
      const links = { ...world.linksOf(type, 'published'), event: ['event', foreign] } as const;
      const { document, status } = await api.post(
        `/v1/${path}`,
        documentOf(type, attributes, links),
        gathering.as('owner'),
      );
      // Everybody may say what he thinks of an event that he sees.
      const refusals = type === 'feedback' ? [201] : [403, 422];
      expect(refusals, JSON.stringify(document)).toContain(status);
    },
  );

  it.each([
    ['user', 'submitter', 'is-admin'],
    ['user', 'submitter', 'is-verified'],
    ['event', 'owner', 'is-featured'],
    ['event', 'coorganizer', 'is-promoted'],
    ['session', 'submitter', 'is-locked'],
    ['speaker', 'submitter', 'is-featured'],
  ] as const)(
    'is refused for a %s when the %s sets %s, on create as well',
    async (type, person, name) => {
      const one = definitions.find((definition) => definition.type === type)!;
      const id =
        type === 'user'
          ? gathering.people.submitter.id
          : world.idOf(type, type === 'event' ? 'published' : 'hidden');
      const url = `/v1/${one.path}/${id}`;
      const as = gathering.as(person);
      const forged = await api.patch(url, documentOf(type, { [name]: true }, {}, id), as);
      expect(forged.status).toBe(403);
      expect(forged.document.errors[0].source.pointer).toBe(`/data/attributes/${name}`);
      expect((await api.get(url, as)).document.data.attributes[name]).toBe(false);
      const attributes = { ...world.attributesOf(type, 'hidden'), [name]: true };
      const there = { event: ['event', world.idOf('event', 'published')] } as const;
      const document = documentOf(type, attributes, partOfEvent(type) ? there : {});
      const made = await api.post(`/v1/${one.path}`, document, as);
      expect(made.status).toBe(403);
      expect(made.document.errors[0].source.pointer).toBe(`/data/attributes/${name}`);
    },
  );
});

type Error = { readonly code: string; readonly source: { readonly pointer: string } };
const placeOf = ({ code, source }: Error) => `${code} ${source.pointer}`;

/** The same relationships, to resources that nobody has ever made. */
function toNothing(relationships: Readonly<Record<string, { readonly data: unknown }>>) {
  return Object.fromEntries(
    Object.entries(relationships).map(([name, { data }]) => [
      name,
      { data: Object.assign({}, data, { id: unknownId }) },
    ]),
  );
}
