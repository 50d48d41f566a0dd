import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { Api } from '../support/api.js';
import { Visit } from '../support/browser.js';

// Swagger UI takes its time where other suites share the machine.
describe('The documentation', () => {
  const visit = new Visit();

  test('shows every resource with its operations', async (context) => {
    const page = await visit.open(context, '/docs');
    await page.locator('#operations-tag-event').click();
    await page.locator('#operations-event-createEvent').waitFor();
    const tags = await page.locator('.opblock-tag').allTextContents();
    expect(tags.join()).toMatch(
      /event.*user.*operations.*authentication.*upload.*media.*health.*setting/,
    );
  });

  test('sends the sample of a new event, picture and all, and keeps the token', async (context) => {
    const page = await visit.open(context, '/docs');
    const { token } = await new Api(visit).signUp();
    await authorise(page, token);
    await page.reload();
    const [status, body] = await execute(page, 'event', 'createEvent');
    expect(status).toBe('201');
    expect(body).toMatch(/"large-image-url": "http/);
  });

  test('leads to pages to read, in the look of the house', async (context) => {
    const page = await visit.open(context, '/docs');
    await page.getByRole('link', { name: 'Errors', exact: true }).click();
    await page.locator('#unknown-parameter').waitFor();
    expect(await page.title()).toBe('Marquee: Errors');
    expect(await page.locator('.masthead').boundingBox()).toMatchObject({ x: 0, y: 0 });
  });

  test('lists events', async (context) => {
    const page = await visit.open(context, '/docs');
    const [status, body] = await execute(page, 'event', 'listEvents');
    expect(status).toBe('200');
    expect(body).toContain('"count"');
  });
});

async function authorise(page: Page, token: string): Promise<void> {
  await page.locator('.auth-wrapper .authorize').click();
  const dialogue = page.locator('.dialog-ux');
  await dialogue.locator('input[type=text]').fill(token);
  await dialogue.locator('.auth-btn-wrapper .authorize').click();
  await dialogue.locator('.btn-done').click();
}

/** Opens an operation, sends it as it stands. @returns the status and the body that came */
async function execute(page: Page, tag: string, operation: string): Promise<[string, string]> {
  await page.locator(`#operations-tag-${tag}`).click();
  const block = page.locator(`#operations-${tag}-${operation}`);
  await block.locator('.opblock-summary-control').click();
  await block.locator('.execute').click();
  const answer = block.locator('.live-responses-table tbody .response');
  await answer.waitFor();
  const status = await answer.locator('.response-col_status').first().innerText();
  const body = await answer.locator('.highlight-code').first().innerText();
  return [(/\d+/.exec(status) ?? [''])[0], body];
}
