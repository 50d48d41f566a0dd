import { DataSource } from 'typeorm';
import { resources } from '../../src/app.entities.js';
import { definitionOf } from '../../src/jsonapi/resource/define-resource.js';
import { sampleAttributes } from '../conformance/sample-documents.js';
import {
  documentOf,
  gather,
  type Gathering,
  linkage,
  type Links,
  type Person,
  roleLinks,
} from '../support/gathering.js';
import { query } from '../support/traces.js';
import { type Situation, expectations } from './expectations.js';

export const definitions = resources.map(definitionOf);

const eventIn: Readonly<Record<Situation, Readonly<Record<string, unknown>>>> = {
  published: { state: 'published' },
  draft: { state: 'draft' },
  private: { state: 'published', privacy: 'private' },
  deleted: { state: 'published' },
  hidden: { state: 'published' },
};

const call = { 'starts-at': '2020-01-01T00:00:00Z', 'ends-at': '2100-01-01T00:00:00Z' };

/** In the order in which they are made: a session needs its speaker. */
const parts = [
  'speakers-call',
  'speaker',
  'session',
  ...Object.keys(expectations).filter(
    (type) => partOfEvent(type) && !['speakers-call', 'speaker', 'session'].includes(type),
  ),
];

export function partOfEvent(type: string): boolean {
  return definitions.find((one) => one.type === type)?.relationships.has('event') === true;
}

/** An event in each situation with a part of every type, and one of everything that belongs to no event. */
export class Situations {
  readonly #rows = new Map<string, string>();

  private constructor(
    readonly gathering: Gathering,
    /** In no role that anybody asks as. */
    private readonly helper: string,
  ) {}

  static async make(): Promise<Situations> {
    const gathering = await gather();
    const { id } = await gathering.api.signUp('helper');
    const made = new Situations(gathering, id);
    await spreadIds(gathering);
    for (const type of ['event-type', 'event-topic', 'event-sub-topic', 'custom-placeholder'])
      await made.renew(type, 'published');
    await made.renew('role', 'published');
    await made.#makeUsers();
    for (const situation of Object.keys(eventIn) as Situation[]) await made.#makeEvent(situation);
    return made;
  }

  has(type: string, situation: Situation): boolean {
    return this.#rows.has(`${type} ${situation}`);
  }

  idOf(type: string, situation: Situation): string {
    const id = this.#rows.get(`${type} ${situation}`);
    if (id === undefined) throw new Error(`There is no ${situation} ${type}`);
    return id;
  }

  /** Makes another one, and forgets the one before. */
  async renew(type: string, situation: Situation): Promise<string> {
    const id = await this.#made(type, situation);
    this.keep(type, situation, id);
    return id;
  }

  /** Takes one that a test has made. */
  keep(type: string, situation: Situation, id: string): void {
    this.#rows.set(`${type} ${situation}`, id);
  }

  attributesOf(type: string, situation: Situation): Readonly<Record<string, unknown>> {
    const definition = definitions.find((one) => one.type === type)!;
    const sample = sampleAttributes(definition);
    if (type === 'event') return { ...sample, ...eventIn[situation] };
    if (type === 'speakers-call')
      return { ...sample, ...call, privacy: situation === 'hidden' ? 'private' : 'public' };
    return type === 'session' && situation !== 'hidden' ? { ...sample, state: 'accepted' } : sample;
  }

  linksOf(type: string, situation: Situation): Links {
    if (type === 'event-sub-topic')
      return { 'event-topic': ['event-topic', this.idOf('event-topic', 'published')] };
    if (!partOfEvent(type)) return {};
    const event = this.idOf('event', situation);
    const there = { event: ['event', event] } as const;
    if (type === 'users-events-roles')
      return roleLinks(event, this.helper, this.gathering.roleOf('coorganizer'));
    if (type === 'session' && situation !== 'hidden')
      return { ...there, speakers: ['speaker', [this.idOf('speaker', situation)]] };
    return type === 'feedback' && situation === 'hidden'
      ? { ...there, session: ['session', this.idOf('session', situation)] }
      : there;
  }

  async #made(type: string, situation: Situation): Promise<string> {
    const { gathering } = this;
    if (type === 'user') return (await gathering.api.signUp()).id;
    const submitted = situation === 'hidden' && (type === 'session' || type === 'speaker');
    if (submitted) await this.#open('public');
    const attributes = this.attributesOf(type, situation);
    const id =
      type === 'event'
        ? await gathering.makeEvent(attributes)
        : await gathering.make(
            type,
            attributes,
            this.linksOf(type, situation),
            authorOf(type, situation),
          );
    if (submitted) await this.#open('private');
    if (type === 'speaker' && this.has('session', situation) && !submitted)
      await this.#present(id, situation);
    return id;
  }

  /** The call of the event whose parts are hidden. */
  async #open(privacy: 'public' | 'private'): Promise<void> {
    const id = this.idOf('speakers-call', 'hidden');
    const path = `/v1/speakers-calls/${id}`;
    const document = documentOf('speakers-call', { privacy }, {}, id);
    await this.gathering.api.patch(path, document, this.gathering.as('owner'));
  }

  /** A speaker is public where one of his sessions is. */
  async #present(speaker: string, situation: Situation): Promise<void> {
    const path = `/v1/sessions/${this.idOf('session', situation)}/relationships/speakers`;
    const body = { data: linkage('speaker', [speaker]) };
    await this.gathering.api.post(path, body, this.gathering.as('owner'));
  }

  async #makeUsers(): Promise<void> {
    await this.renew('user', 'published');
    const path = `/v1/users/${await this.renew('user', 'deleted')}`;
    await this.gathering.api.delete(path, this.gathering.as('admin'));
  }

  async #makeEvent(situation: Situation): Promise<void> {
    await this.renew('event', situation);
    for (const type of parts)
      if (situation !== 'hidden' || expectations[type]?.hidden !== undefined)
        await this.renew(type, situation);
    if (situation !== 'deleted') return;
    const path = `/v1/events/${this.idOf('event', situation)}`;
    await this.gathering.api.delete(path, this.gathering.as('owner'));
  }
}

/** Ids that are no other number of an answer, so that a test can put another in their place. */
async function spreadIds({ app }: Gathering): Promise<void> {
  for (const [index, { entity }] of definitions.entries()) {
    const { tableName } = app.nest.get(DataSource).getMetadata(entity);
    const first = (index + 1) * 1_000_003;
    await query(app, `ALTER TABLE "${tableName}" ALTER COLUMN id RESTART WITH ${first}`);
  }
}

function authorOf(type: string, situation: Situation): Person {
  if (!partOfEvent(type)) return 'admin';
  if (situation === 'hidden' && type !== 'speakers-call') return 'submitter';
  if (type !== 'feedback') return 'owner';
  return situation === 'published' ? 'stranger' : 'coorganizer';
}
