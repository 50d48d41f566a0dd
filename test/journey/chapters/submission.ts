import { expect, it } from 'vitest';
import { pdf } from '../../file-structure/file-samples.js';
import { dataUri } from '../../support/pictures.js';
import { urlOf } from '../frontend.js';
import type { Told } from '../story.js';

const ada = { email: 'ada@example.org', password: 'difference engine' };

/** A stranger becomes a speaker who waits for an answer. */
export function submission(told: Told): void {
  it('signs up and looks for a call that is open', async () => {
    const browser = told().speaker;
    const made = await browser.api.post('/v1/users', { data: { type: 'user', attributes: ada } });
    expect(made.status).toBe(201);
    await browser.logIn(ada.email, ada.password);
    const now = new Date().toISOString();
    const { document } = await browser.get(
      `/v1/events?filter[speakers-call.ends-at][ge]=${now}&include=speakers-call`,
    );
    expect(document.data.map(({ id }: { id: string }) => id)).toEqual([told().the('event').id]);
  });

  it('introduces herself with a photo', async () => {
    const browser = told().speaker;
    const { inEvent, picture } = told();
    const attributes = { name: 'Ada', email: ada.email, 'photo-url': picture };
    const speaker = told().keep('speaker', await browser.make('speaker', attributes, inEvent));
    expect((await fetch(speaker.attributes['icon-image-url'])).status).toBe(200);
    const changed = await browser.change(speaker, { 'short-biography': '<p>Counts.</p>' });
    expect(changed.attributes['photo-url']).toBe(speaker.attributes['photo-url']);
  });

  it('drafts a session with slides, and hands it in', async () => {
    const browser = told().speaker;
    const uploaded = await browser.uploadFile(pdf('uploaded'), 'slides.pdf');
    const inline = dataUri(pdf('inline'), 'data:application/pdf;base64');
    const links = {
      ...told().inEvent,
      track: ['track', told().the('track').id],
      'session-type': ['session-type', told().the('session-type').id],
      speakers: ['speaker', [told().the('speaker').id]],
    } as const;
    const attributes = {
      title: 'On engines',
      slides: [
        { name: 'Slides', link: uploaded },
        { name: 'Notes', link: inline },
        { name: 'Elsewhere', link: 'https://slides.example/engines' },
      ],
    };
    const draft = await browser.make('session', attributes, links);
    expect(draft.attributes).toMatchObject({ state: 'draft', 'submitted-at': null });
    expect(draft.attributes['slides'][0].link).toBe(uploaded);
    const session = told().keep('session', await browser.change(draft, { state: 'pending' }));
    expect(session.attributes['submitted-at']).not.toBeNull();
    expect(session.attributes['slides']).toEqual(draft.attributes['slides']);
  });

  it('is seen by the organiser, and by nobody else yet', async () => {
    const session = told().the('session');
    expect((await told().public.get(urlOf(session))).status).toBe(404);
    expect((await told().public.get(urlOf(told().the('speaker')))).status).toBe(404);
    const path = `/v1/events/${told().the('event').id}/sessions?filter[state]=pending`;
    const { document } = await told().organiser.get(path);
    expect(document.data.map(({ id }: { id: string }) => id)).toEqual([session.id]);
  });

  it('decides nothing herself', async () => {
    const { id, type } = told().the('session');
    const data = { type, id, attributes: { state: 'accepted' } };
    const { api, as } = told().speaker;
    const refused = await api.patch(urlOf({ type, id }), { data }, as);
    expect(refused.status).toBe(403);
    expect(refused.document.errors[0].source.pointer).toBe('/data/attributes/state');
  });
}
