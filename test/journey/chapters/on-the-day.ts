import { expect, it } from 'vitest';
import { urlOf } from '../frontend.js';
import type { Told } from '../story.js';

const idsOf = (document: { readonly data: readonly { readonly id: string }[] }) =>
  document.data.map(({ id }) => id);

/** Without a token: the schedule as a page of it asks, and what a visitor thinks of it. */
export function onTheDay(told: Told): void {
  it('reads the schedule with everything that a page of it shows, in one request', async () => {
    const include = 'speakers,track,session-type,microlocation';
    const fields =
      'fields[session]=title,starts-at,ends-at,slides,speakers,track&fields[speaker]=name,photo-url';
    const { document, status } = await told().public.get(
      `/v1/events/${told().the('event').attributes['identifier']}/sessions` +
        `?include=${include}&${fields}&sort=starts-at,title&page[size]=50`,
    );
    expect(status).toBe(200);
    expect(idsOf(document)).toEqual([told().the('session').id]);
    const kinds = document.included.map(({ type }: { type: string }) => type);
    expect([...kinds].sort((one, other) => one.localeCompare(other))).toEqual([
      'microlocation',
      'session-type',
      'speaker',
      'track',
    ]);
    const speaker = document.included.find(({ type }: { type: string }) => type === 'speaker');
    expect(Object.keys(speaker.attributes)).toEqual(['name', 'photo-url']);
  });

  it.each([
    ['a track', 'filter[track.name]=Engines', 1],
    ['another track', 'filter[track.name]=Boats', 0],
    [
      'an hour',
      'filter[starts-at][ge]=2030-06-01T17:00:00Z&filter[ends-at][lt]=2030-06-01T18:00:00Z',
      1,
    ],
    ['a word', 'filter[title][ilike]=%25ENGINE%25', 1],
    [
      'a speaker',
      `filter=${encodeURIComponent(JSON.stringify([{ name: 'speakers', op: 'any', val: { name: 'name', op: 'eq', val: 'Ada' } }]))}`,
      1,
    ],
  ])('finds sessions by %s', async (_, filter, count) => {
    const path = `/v1/events/${told().the('event').id}/sessions?${filter}`;
    expect((await told().public.get(path)).document.meta.count).toBe(count);
  });

  it('reads the slides, and no address of the speaker', async () => {
    const { attributes } = (await told().public.get(urlOf(told().the('session')))).document.data;
    const ours = attributes.slides.slice(0, 2) as readonly { readonly link: string }[];
    for (const { link } of ours) {
      const file = await fetch(link);
      expect(file.headers.get('content-type')).toBe('application/pdf');
    }
    const speaker = (await told().public.get(urlOf(told().the('speaker')))).document.data;
    expect(speaker.attributes.name).toBe('Ada');
    expect(speaker.attributes.email).toBeUndefined();
  });

  it('has the schedule in its calendar', async () => {
    const calendar = await fetch(told().the('event').attributes['ical-url']);
    expect(calendar.headers.get('content-type')).toContain('text/calendar');
    expect(await calendar.text()).toContain('SUMMARY:On engines');
  });

  it('says what it thinks of it, and thinks better of it', async () => {
    const links = { ...told().inEvent, session: ['session', told().the('session').id] } as const;
    const feedback = await told().organiser.make('feedback', { rating: 4 }, links);
    const better = await told().organiser.change(feedback, { rating: 5, comment: 'Again!' });
    const { document } = await told().public.get(`${urlOf(told().the('session'))}/feedbacks`);
    expect(document.data[0].attributes).toEqual(better.attributes);
  });
}
