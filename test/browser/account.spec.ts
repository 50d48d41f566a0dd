import { describe, expect, test } from 'vitest';
import { Visit } from '../support/browser.js';

describe('The pages that mails lead to', () => {
  const visit = new Visit();

  test('confirm an address when the button is pressed, and hide the token', async (context) => {
    const page = await visit.open(context, '/verify?token=nonsense');
    expect(page.url()).toBe(`${visit.url}/verify`);
    const sent = page.waitForRequest((request) => request.method() === 'POST');
    await page.getByRole('button', { name: 'Confirm' }).click();
    expect((await sent).postDataJSON()).toEqual({ token: 'nonsense' });
    await expect.poll(() => page.getByRole('status').textContent()).toMatch(/^The token was used/);
  });

  test('take a new password with the token of the link', async (context) => {
    const page = await visit.open(context, '/reset-password?token=nonsense');
    await page.getByLabel('New password').fill('a new password');
    const sent = page.waitForRequest((request) => request.method() === 'PATCH');
    await page.getByRole('button', { name: 'Set it' }).click();
    expect((await sent).postDataJSON()).toEqual({ token: 'nonsense', password: 'a new password' });
    await expect.poll(() => page.getByRole('status').textContent()).toMatch(/^The token was used/);
  });

  test.for(['/verify', '/reset-password'])('send a link from %s', async (path, context) => {
    const page = await visit.open(context, path);
    await page.getByRole('textbox').fill('ada@example.org');
    await page.getByRole('button', { name: 'Send me a link' }).click();
    await expect
      .poll(() => page.getByRole('status').textContent())
      .toBe('If there is an account with this address, a mail is on its way.');
    expect(await page.getByRole('textbox').isVisible()).toBe(false);
  });
});
