import { expect, it } from 'vitest';
import { eventDocument } from '../../support/api.js';
import { openCall } from '../../support/gathering.js';
import { urlOf } from '../frontend.js';
import type { Told } from '../story.js';

/** Everything that hangs on an event, but what other people bring. */
const parts: readonly (readonly [type: string, attributes: Readonly<Record<string, unknown>>])[] = [
  ['track', { name: 'Engines', color: '#00008B' }],
  ['session-type', { name: 'Talk', length: '00:45' }],
  ['microlocation', { name: 'Hall', latitude: 52.5, longitude: 13.4, floor: 1 }],
  ['social-link', { name: 'Fediverse', link: 'https://social.example/harbour' }],
  ['event-copyright', { licence: 'CC BY 4.0', year: 2030 }],
  ['faq', { question: 'Where?', answer: 'By the harbour.' }],
];

/** From a picture that is uploaded first to an event that everybody sees. */
export function eventTakesShape(told: Told): void {
  it('begins as a draft with the header that was uploaded before', async () => {
    const browser = told().organiser;
    const header = await browser.uploadImage(told().picture);
    const { attributes } = eventDocument({ 'original-image-url': header }).data;
    const event = told().keep('event', await browser.make('event', attributes));
    expect(event.attributes).toMatchObject({ state: 'draft', 'original-image-url': header });
    for (const name of ['large-image-url', 'thumbnail-image-url', 'icon-image-url'])
      expect((await fetch(event.attributes[name])).status, name).toBe(200);
    expect((await told().public.get(urlOf(event))).status).toBe(404);
  });

  it('gets a logo as a data URI, and keeps its header', async () => {
    const before = told().the('event');
    const event = await told().organiser.change(before, {
      'logo-url': told().picture,
      description: '<p>Music by the water.</p><script>alert(1)</script>',
    });
    expect(event.attributes['original-image-url']).toBe(before.attributes['original-image-url']);
    expect(event.attributes['description']).toBe('<p>Music by the water.</p>');
    expect((await fetch(event.attributes['logo-url'])).status).toBe(200);
  });

  it.each(parts)('gets a %s', async (type, attributes) => {
    const part = await told().organiser.make(type, attributes, told().inEvent);
    expect(part.relationships?.['event']?.data).toMatchObject({ id: told().the('event').id });
    told().keep(type, part);
  });

  it('has a track whose name can be read on its colour, whatever that becomes', async () => {
    const browser = told().organiser;
    expect(told().the('track').attributes['font-color']).toBe('#ffffff');
    const track = await browser.change(told().the('track'), { color: '#ffffcc' });
    expect(track.attributes['font-color']).toBe('#000000');
  });

  it('gets sponsors and exhibitors with their pictures', async () => {
    const browser = told().organiser;
    const { inEvent, picture } = told();
    const uploaded = await browser.uploadImage(picture);
    const sponsor = { name: 'Steam', level: 1, 'logo-url': picture, 'logo-alt': 'A kettle' };
    const made = told().keep('sponsor', await browser.make('sponsor', sponsor, inEvent));
    expect(made.meta?.images['logo-url']).toMatchObject({ width: 600, alt: 'A kettle' });
    const exhibitor = { name: 'Looms', 'banner-url': uploaded, 'logo-url': picture };
    await browser.make('exhibitor', exhibitor, inEvent);
    const renamed = await browser.change(made, { name: 'Steam & Sons' });
    expect(renamed.attributes['logo-url']).toBe(made.attributes['logo-url']);
  });

  it('calls for speakers', async () => {
    const call = { ...openCall, announcement: '<p>Come and tell.</p>' };
    const made = await told().organiser.make('speakers-call', call, told().inEvent);
    const { document } = await told().organiser.get(`${urlOf(told().the('event'))}/speakers-call`);
    expect(document.data.id).toBe(made.id);
  });

  it('is published, and everybody sees it with all that hangs on it', async () => {
    const event = await told().organiser.change(told().the('event'), { state: 'published' });
    told().keep('event', event);
    const { identifier } = event.attributes;
    const include = 'tracks,session-types,microlocations,social-links,sponsors,speakers-call,faqs';
    const { document, status } = await told().public.get(
      `/v1/events/${identifier}?include=${include}`,
    );
    expect(status).toBe(200);
    expect(document.included).toHaveLength(7);
  });
}
