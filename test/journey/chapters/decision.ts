import { expect, it } from 'vitest';
import { roleLinks } from '../../support/gathering.js';
import { urlOf } from '../frontend.js';
import type { Told } from '../story.js';

/** The organiser accepts, and gives the talk its place and time. */
export function decision(told: Told): void {
  it('accepts the session and schedules it', async () => {
    const links = { microlocation: ['microlocation', told().the('microlocation').id] } as const;
    const session = await told().organiser.change(
      told().the('session'),
      {
        state: 'accepted',
        'starts-at': '2030-06-01T19:00:00+02:00',
        'ends-at': '2030-06-01T19:45:00+02:00',
      },
      links,
    );
    expect(session.attributes).toMatchObject({
      state: 'accepted',
      'starts-at': '2030-06-01T17:00:00.000Z',
    });
    told().keep('session', session);
  });

  it('leaves to the speaker what is decided to be read, and not to be changed', async () => {
    const { api, as } = told().speaker;
    const session = await told().speaker.read(told().the('session'));
    expect(session.attributes['state']).toBe('accepted');
    const refused = await api.patch(urlOf(session), { data: session }, as);
    expect(refused.status).toBe(403);
  });

  it('makes the speaker a coorganizer, who sees drafts then', async () => {
    const { document } = await told().public.get('/v1/roles?filter[name]=coorganizer');
    const { data } = (await told().speaker.get(`${urlOf(told().the('speaker'))}/user`)).document;
    const links = roleLinks(told().the('event').id, data.id, document.data[0].id);
    const role = await told().organiser.make('users-events-roles', {}, links);
    const helped = await told().speaker.get(`/v1/users/${data.id}/events`);
    expect(helped.document.meta.count).toBe(1);
    await told().organiser.remove(role);
  });

  it('publishes the schedule', async () => {
    const event = await told().organiser.change(told().the('event'), {
      'schedule-published-on': '2030-05-01T00:00:00.000Z',
    });
    const { document } = await told().public.get(urlOf(event));
    expect(document.data.attributes).toEqual(event.attributes);
    told().keep('event', event);
  });
}
