import { expect, it } from 'vitest';
import type { Told } from '../story.js';

export const organiser = { email: 'Mara@Example.org', password: 'correct horse' };

/** Signing up, proving the address, logging in, and a face for the profile. */
export function accounts(told: Told): void {
  it('signs up, and is not verified yet', async () => {
    const { organiser: browser } = told();
    const attributes = { ...organiser, 'first-name': 'Mara' };
    const made = await browser.api.post('/v1/users', { data: { type: 'user', attributes } });
    expect(made.status).toBe(201);
    expect(made.document.data.attributes).toMatchObject({
      email: 'mara@example.org',
      'is-verified': false,
    });
    told().keep('organiser', made.document.data);
  });

  it('verifies the address with the link that came by mail', async () => {
    const [mail] = await told().mailbox.collect();
    expect(mail?.to).toBe('mara@example.org');
    const token = mail?.link?.searchParams.get('token');
    const { api } = told().organiser;
    const answer = await api.call('POST', '/v1/auth/verify-email', { data: { token } });
    expect(answer.status).toBe(200);
  });

  it('logs in, and is verified', async () => {
    const browser = told().organiser;
    await browser.logIn(organiser.email, organiser.password);
    const me = await browser.sendBack(told().the('organiser'));
    expect(me.attributes['is-verified']).toBe(true);
  });

  it('shows a face', async () => {
    const browser = told().organiser;
    const me = await browser.change(told().the('organiser'), {
      'avatar-url': told().picture,
      'avatar-alt': 'A woman at a window',
      details: '<p>Makes things <em>happen</em>.</p>',
    });
    expect(me.meta?.images['avatar-url']).toMatchObject({ width: 600, alt: 'A woman at a window' });
    for (const name of ['avatar-url', 'thumbnail-image-url', 'small-image-url', 'icon-image-url'])
      expect((await fetch(me.attributes[name])).status, name).toBe(200);
    told().keep('organiser', me);
  });

  it('takes it off again, and nobody finds it any more', async () => {
    const before = told().the('organiser');
    const me = await told().organiser.change(before, { 'avatar-url': null });
    expect(me.attributes).toMatchObject({ 'avatar-url': null, 'small-image-url': null });
    expect((await fetch(before.attributes['avatar-url'])).status).toBe(404);
  });
}
