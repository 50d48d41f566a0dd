import { Api, type ApiResponse, type SignedUp, eventDocument } from './api.js';
import { type TestApp, startTestApp } from './app.js';
import { query } from './traces.js';

type Attributes = Readonly<Record<string, unknown>>;

/** Relationship name → one id, or many. */
export type Links = Readonly<
  Record<string, readonly [type: string, id: string | readonly string[]]>
>;

export type Person =
  'admin' | 'owner' | 'organizer' | 'coorganizer' | 'submitter' | 'rival' | 'stranger' | 'nobody';

/** A running app with a published event, its open call, and everybody who could want something of it. */
export interface Gathering {
  readonly app: TestApp;
  readonly api: Api;
  readonly people: Readonly<Record<Exclude<Person, 'nobody'>, SignedUp>>;
  readonly event: string;
  /** Of `nobody` there is none. */
  as(person: Person): { readonly token?: string };
  /** The id of a role. */
  roleOf(name: 'organizer' | 'coorganizer'): string;
  /** An event of the owner's with its organizer and coorganizer. */
  makeEvent(attributes?: Attributes, links?: Links): Promise<string>;
  /** Makes a resource, or throws. */
  make(type: string, attributes: Attributes, links?: Links, as?: Person): Promise<string>;
  /** Asks for one, whatever comes of it. */
  attempt(type: string, attributes: Attributes, links: Links, as: Person): Promise<ApiResponse>;
  close(): Promise<void>;
}

export async function gather(): Promise<Gathering> {
  const app = await startTestApp();
  const api = new Api(app);
  const people = await signUpAll(api);
  await query(app, 'UPDATE users SET is_admin = true WHERE id = $1', [people.admin.id]);
  const as = (person: Person) => (person === 'nobody' ? {} : { token: people[person].token });
  const attempt = (type: string, attributes: Attributes, links: Links, person: Person) =>
    api.post(`/v1/${pathOf(type)}`, documentOf(type, attributes, links), as(person));
  const make = async (
    type: string,
    attributes: Attributes,
    links: Links = {},
    person: Person = 'owner',
  ) => {
    const made = await attempt(type, attributes, links, person);
    if (made.status !== 201) throw new Error(`${type}: ${JSON.stringify(made.document)}`);
    return made.document.data.id as string;
  };
  const { document } = await api.get('/v1/roles');
  const roleOf = (name: string): string =>
    document.data.find((one: any) => one.attributes.name === name).id; // oxlint-disable-line typescript/no-explicit-any -- any resource
  const makeEvent = async (given: Attributes = {}, links: Links = {}) => {
    const id = await make('event', eventDocument(given).data.attributes, links);
    for (const name of ['organizer', 'coorganizer'] as const)
      await make('users-events-roles', {}, roleLinks(id, people[name].id, roleOf(name)));
    return id;
  };
  const event = await makeEvent({ state: 'published' });
  await make('speakers-call', openCall, { event: ['event', event] });
  const close = () => app.close();
  return { app, api, people, event, as, attempt, make, makeEvent, roleOf, close };
}

export const openCall = {
  'starts-at': '2020-01-01T00:00:00Z',
  'ends-at': '2100-01-01T00:00:00Z',
};

export function documentOf(type: string, attributes: Attributes, links: Links = {}, id?: string) {
  const relationships = Object.fromEntries(
    Object.entries(links).map(([name, [target, ids]]) => [name, { data: linkage(target, ids) }]),
  );
  return { data: { type, ...(id !== undefined && { id }), attributes, relationships } };
}

export function linkage(type: string, ids: string | readonly string[]) {
  return typeof ids === 'string' ? { type, id: ids } : ids.map((id) => ({ type, id }));
}

export function pathOf(type: string): string {
  return type.endsWith('s') ? type : `${type}s`;
}

async function signUpAll(api: Api): Promise<Gathering['people']> {
  return {
    admin: await api.signUp('admin'),
    owner: await api.signUp('owner'),
    organizer: await api.signUp('organizer'),
    coorganizer: await api.signUp('coorganizer'),
    submitter: await api.signUp('submitter'),
    rival: await api.signUp('rival'),
    stranger: await api.signUp('stranger'),
  };
}

export function roleLinks(event: string, user: string, role: string) {
  return { event: ['event', event], user: ['user', user], role: ['role', role] } as const;
}
