import { expect, it } from 'vitest';
import { urlOf } from '../frontend.js';
import type { Told } from '../story.js';

/** The next edition is copied from this one; this one is deleted, missed, restored, and taken elsewhere. */
export function afterwards(told: Told): void {
  it('is copied for the next year, with its pictures and as a draft', async () => {
    const { api, as } = told().organiser;
    const event = told().the('event');
    const copied = await api.send('POST', `${urlOf(event)}/copy`, as);
    expect(copied.status).toBe(201);
    const copy = told().keep('copy', copied.document.data);
    expect(copy.attributes).toMatchObject({
      name: event.attributes['name'],
      state: 'draft',
      'original-image-url': event.attributes['original-image-url'],
    });
    const next = await told().organiser.change(copy, {
      name: 'Harbour Jazz 2031',
      'starts-at': '2031-06-01T16:00:00.000Z',
      'ends-at': '2031-06-02T00:00:00.000Z',
    });
    expect(next.attributes['identifier']).not.toBe(event.attributes['identifier']);
    const sessions = (await told().organiser.get(`${urlOf(copy)}/sessions?include=speakers,track`))
      .document;
    expect(
      sessions.data.map(({ attributes }: { attributes: { title: string } }) => attributes.title),
    ).toEqual(['On engines']);
    expect(sessions.included).toHaveLength(2);
  });

  it('is deleted by its owner, and gone for everybody', async () => {
    const event = told().the('event');
    await told().organiser.remove(event);
    for (const browser of [told().organiser, told().speaker, told().public])
      for (const one of [event, told().the('session'), told().the('sponsor')])
        expect((await browser.get(urlOf(one))).status).toBe(404);
    const mine = await told().speaker.get('/v1/sessions');
    expect(mine.document.meta.count).toBe(0);
  });

  it('shows its pictures in the copy still', async () => {
    const { attributes } = await told().organiser.read(told().the('copy'));
    for (const name of ['original-image-url', 'logo-url', 'large-image-url'])
      expect((await fetch(attributes[name])).status, name).toBe(200);
  });

  it('is restored as it was', async () => {
    const { id, type } = told().the('event');
    const { api, as } = told().organiser;
    const path = `${urlOf({ id, type })}?get_trashed=true`;
    const data = { type, id, attributes: { 'deleted-at': null } };
    expect((await api.patch(path, { data }, as)).status).toBe(200);
    const restored = await told().organiser.sendBack({ id, type });
    expect(restored.attributes).toEqual(told().the('event').attributes);
    expect((await told().public.get(urlOf(told().the('session')))).status).toBe(200);
    expect((await fetch(restored.attributes['original-image-url'])).status).toBe(200);
  });

  it('is taken elsewhere as an archive, by whoever organises it there', async () => {
    const { organiser, speaker } = told();
    const event = told().the('event');
    const archive = await organiser.exportOf(event);
    const arrived = await speaker.importOf(archive);
    expect(arrived.id).not.toBe(event.id);
    expect(arrived.attributes).toMatchObject({
      name: event.attributes['name'],
      description: event.attributes['description'],
      state: 'draft',
    });
    // Its own files: those of the first event may go.
    const picture = arrived.attributes['original-image-url'];
    expect(picture).not.toBe(event.attributes['original-image-url']);
    expect((await fetch(picture)).status).toBe(200);
    const { document } = await speaker.get(`${urlOf(arrived)}/sessions?include=speakers`);
    expect(document.data).toHaveLength(1);
    expect(document.included).toHaveLength(1);
    expect((await organiser.get(urlOf(arrived))).status).toBe(404);
    expect(await speaker.exportOf(arrived)).toEqual(archive);
  });
}
