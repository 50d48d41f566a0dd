import type { ApiResponse } from '../support/api.js';
import {
  documentOf,
  gather,
  type Gathering,
  type Links,
  type Person,
} from '../support/gathering.js';
import { dataUri, drawPicture } from '../support/pictures.js';

export const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\nstartxref\n0\n%%EOF\n');
const foreign = 'https://slides.example/talk.pdf';

/** A gathering in which events travel. */
export interface TransferWorld extends Gathering {
  readonly picture: string;
  /** An event with everything that an event can have. */
  fullEvent(): Promise<string>;
  export(event: string, as?: Person): Promise<Response>;
  archive(event: string): Promise<Buffer>;
  import(body: Buffer | string, as?: Person, headers?: object): Promise<ApiResponse>;
}

export async function transferWorld(): Promise<TransferWorld> {
  const world = await gather();
  const picture = dataUri(await drawPicture('png', { width: 40, height: 30 }));
  const exported = (event: string, as: Person = 'owner') => {
    const { token } = world.as(as);
    const headers = { ...(token && { Authorization: `Bearer ${token}` }) };
    return fetch(`${world.app.url}/v1/events/${event}/export`, { headers });
  };
  return {
    ...world,
    picture,
    fullEvent: () => fullEvent(world, picture),
    export: exported,
    async archive(event) {
      const response = await exported(event);
      if (response.status !== 200) throw new Error(await response.text());
      return Buffer.from(await response.arrayBuffer());
    },
    import: (body, as = 'rival', headers = {}) =>
      world.api.send('POST', '/v1/events/import', {
        ...world.as(as),
        body,
        headers: { 'Content-Type': 'application/zip', ...headers },
      }),
  };
}

async function fullEvent(world: Gathering, picture: string): Promise<string> {
  const named = async (type: string) =>
    [type, await world.make(type, { name: `Jazz ${Math.random()}` }, {}, 'admin')] as const;
  const links = {
    'event-type': await named('event-type'),
    'event-topic': await named('event-topic'),
  };
  const attributes = {
    name: 'Harbour Jazz',
    description: '<p>Boats &amp; <b>brass</b></p>',
    'starts-at': '2030-06-01T18:00:00+02:00',
    'ends-at': '2030-06-02T02:00:00+02:00',
    timezone: 'Europe/Berlin',
    latitude: 53.5,
    state: 'published',
    'schedule-published-on': '2030-01-01T00:00:00Z',
    'original-image-url': picture,
    'original-image-alt': 'The harbour at night',
    'logo-url': picture,
    'document-links': [
      { name: 'Map', link: dataUri(pdf, 'data:application/pdf;base64') },
      { name: 'Elsewhere', link: foreign },
    ],
  };
  const id = await world.make('event', attributes, links);
  const make = (type: string, values: object, more: Links = {}, as: Person = 'owner') =>
    world.make(type, { ...values }, { event: ['event', id], ...more }, as);
  const call = { 'starts-at': '2020-01-01T00:00:00Z', 'ends-at': '2100-01-01T00:00:00Z' };
  await make('speakers-call', call);
  await make('track', { name: 'Gone', color: '#000000' }).then((track) =>
    world.api.delete(`/v1/tracks/${track}`, world.as('owner')),
  );
  const track = await make('track', { name: 'Engines', color: '#3366cc', position: 3 });
  const type = await make('session-type', { name: 'Talk', length: '00:45' });
  const room = await make('microlocation', { name: 'Hall', latitude: 52.5 });
  const ada = await make('speaker', {
    name: 'Ada',
    'photo-url': picture,
    'photo-alt': 'Ada',
    email: 'ada@private.example',
    mobile: '+49 30 1234',
    'is-featured': true,
    order: 2,
  });
  const grace = await make('speaker', { name: 'Grace' }, {}, 'submitter');
  const related: Links = {
    track: ['track', track],
    'session-type': ['session-type', type],
    microlocation: ['microlocation', room],
    speakers: ['speaker', [ada, grace]],
  };
  const slides = [{ name: 'Slides', link: dataUri(pdf, 'data:application/pdf;base64') }];
  await make(
    'session',
    { title: 'Engines', state: 'accepted', slides, 'slides-url': foreign, 'is-locked': true },
    related,
  );
  await make('session', { title: 'Pending', state: 'pending' }, {}, 'submitter');
  const gone = await make('session', { title: 'Gone' });
  await world.api.delete(`/v1/sessions/${gone}`, world.as('owner'));
  await make('sponsor', { name: 'Steam', 'logo-url': picture });
  await make('exhibitor', { name: 'Looms', 'banner-url': picture, 'logo-url': picture });
  await make('social-link', { name: 'Fediverse', link: 'https://social.example' });
  await make('event-copyright', { licence: 'MIT' });
  await make('faq', { question: 'Where?', answer: 'Here.' });
  await make('feedback', { rating: 4 }, {}, 'stranger');
  const role = world.roleOf('organizer');
  await make(
    'users-events-roles',
    {},
    { user: ['user', world.people.organizer.id], role: ['role', role] },
  );
  const featured = documentOf('event', { 'is-featured': true }, {}, id);
  await world.api.patch(`/v1/events/${id}`, featured, world.as('admin'));
  return id;
}
