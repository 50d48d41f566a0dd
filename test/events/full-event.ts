import {
  documentOf,
  type Gathering,
  type Links,
  openCall,
  type Person,
} from '../support/gathering.js';
import { dataUri } from '../support/pictures.js';

export const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\nstartxref\n0\n%%EOF\n');
const document = dataUri(pdf, 'data:application/pdf;base64');
const foreign = 'https://slides.example/talk.pdf';

type Make = (type: string, attributes: object, links?: Links, as?: Person) => Promise<string>;

/**
 * An event with everything that an event can have, published and featured.
 *
 * @param picture a data URI
 * @returns its id
 */
export async function fullEvent(world: Gathering, picture: string): Promise<string> {
  const id = await makeEvent(world, picture);
  const make: Make = (type, attributes, links = {}, as = 'owner') =>
    world.make(type, { ...attributes }, { event: ['event', id], ...links }, as);
  await make('speakers-call', openCall);
  await make(
    'feedback',
    { rating: 4 },
    { session: ['session', await makeTalk(make, picture)] },
    'stranger',
  );
  await make('feedback', { rating: 4 }, {}, 'stranger');
  await make('session', { title: 'Pending', state: 'pending' }, {}, 'submitter');
  await make('sponsor', { name: 'Steam', 'logo-url': picture });
  await make('exhibitor', { name: 'Looms', 'banner-url': picture, 'logo-url': picture });
  await make('social-link', { name: 'Fediverse', link: 'https://social.example' });
  await make('event-copyright', { licence: 'MIT' });
  await make('faq', { question: 'Where?', answer: 'Here.' });
  const goneTrack = await make('track', { name: 'Gone', color: '#000000' });
  const goneSession = await make('session', { title: 'Gone' });
  for (const path of [`tracks/${goneTrack}`, `sessions/${goneSession}`])
    await world.api.delete(`/v1/${path}`, world.as('owner'));
  const featured = documentOf('event', { 'is-featured': true }, {}, id);
  await world.api.patch(`/v1/events/${id}`, featured, world.as('admin'));
  return id;
}

async function makeEvent(world: Gathering, picture: string): Promise<string> {
  const named = async (type: string) =>
    [type, await world.make(type, { name: `Jazz ${Math.random()}` }, {}, 'admin')] as const;
  const attributes = {
    description: '<p>Boats &amp; <b>brass</b></p>',
    latitude: 53.5,
    state: 'published',
    'schedule-published-on': '2030-01-01T00:00:00Z',
    'original-image-url': picture,
    'original-image-alt': 'The harbour at night',
    'logo-url': picture,
    'document-links': [
      { name: 'Map', link: document },
      { name: 'Elsewhere', link: foreign },
    ],
  };
  return world.makeEvent(attributes, {
    'event-type': await named('event-type'),
    'event-topic': await named('event-topic'),
  });
}

/** With all that a session is related to. */
async function makeTalk(make: Make, picture: string): Promise<string> {
  const ada = {
    name: 'Ada',
    'photo-url': picture,
    'photo-alt': 'Ada',
    email: 'ada@private.example',
    mobile: '+49 30 1234',
    'is-featured': true,
    order: 2,
  };
  const talk = {
    title: 'Engines',
    state: 'accepted',
    'starts-at': '2030-06-01T17:00:00Z',
    slides: [{ name: 'Slides', link: document }],
    'slides-url': foreign,
    'is-locked': true,
  };
  const speakers = [
    await make('speaker', ada),
    await make('speaker', { name: 'Grace' }, {}, 'submitter'),
  ];
  return make('session', talk, {
    track: ['track', await make('track', { name: 'Engines', color: '#3366cc', position: 3 })],
    'session-type': ['session-type', await make('session-type', { name: 'Talk', length: '00:45' })],
    microlocation: ['microlocation', await make('microlocation', { name: 'Hall', latitude: 52.5 })],
    speakers: ['speaker', speakers],
  });
}
