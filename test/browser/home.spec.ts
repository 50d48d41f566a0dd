import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { Visit } from '../support/browser.js';

const phone = { viewport: { width: 360, height: 740 } };

describe('The page', () => {
  const visit = new Visit();
  let picture: Buffer;

  beforeAll(async () => {
    const create = { width: 1600, height: 1000, channels: 3, background: '#c2476b' } as const;
    picture = await sharp({ create }).jpeg().toBuffer();
  });

  test('puts up a picture that is dropped on it, and shows request, answer and renditions', async (context) => {
    const page = await visit.open(context, '/');
    await drop(page, picture);
    await page.getByRole('button', { name: 'Put it up' }).click();
    await arrived(page);
    const [sent, answered] = await page.locator('.exchange[open] pre').allTextContents();
    expect(sent).toContain('POST /v1/events');
    expect(sent).toMatch(
      /"original-image-url": "data:image\/jpeg;base64,.{67} … [\d,]+ characters more"/,
    );
    expect(answered).toContain('201 Created');
    expect(answered).toMatch(/"original-image-url": "http.+\/media\/event\/[\w-]+\.jpg"/);
    expect(await printsOf(page)).toEqual([
      expect.stringMatching(/^placeholderThumbHash, \d+ bytes$/),
      expect.stringMatching(/^original1600 × 1000 px · /),
      expect.stringMatching(/^large1300 × 813 px · /),
      expect.stringMatching(/^thumbnail500 × 313 px · /),
      expect.stringMatching(/^icon75 × 47 px · /),
    ]);
    expect(await page.locator('.sign').innerText()).toMatch(/now showing/i);
  });

  test('shows the placeholder until the picture has arrived', async (context) => {
    const page = await visit.open(context, '/');
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    await page.route(/\/large\.jpg$/, (route) => held.then(() => route.continue()));
    await drop(page, picture);
    await page.locator('#send').click();
    await page.locator('.print').first().waitFor();
    expect(await style(page, '#screen', 'backgroundImage')).toMatch(/^url\("data:image\/png/);
    release();
    await arrived(page);
    await expect.poll(() => style(page, '#screen', 'backgroundImage')).toBe('none');
  });

  test('tells what is wrong with a picture, and marks it in what was sent', async (context) => {
    const page = await visit.open(context, '/', phone);
    await drop(page, picture);
    await page.getByLabel('Send it').selectOption('half');
    await page.locator('#send').click();
    const fault = await page.locator('.fault').innerText();
    expect(fault).toContain('picture-damaged');
    expect(fault).toContain('/data/attributes/original-image-url');
    expect(await page.locator('.exchange pre mark').innerText()).toContain('data:image/jpeg');
    expect(await page.locator('#status').innerText()).toContain('422');
    expect(await overflow(page)).toBeLessThanOrEqual(0);
  });

  test('lets a person in with an account of his own', async (context) => {
    const page = await visit.open(context, '/');
    await page.getByText('Use an account of mine').click();
    await page.getByLabel('E-mail').fill('grace@example.org');
    await page.getByLabel('Password').fill('correct horse');
    await page.getByRole('button', { name: 'Sign in' }).click();
    expect(await page.locator('.fault').innerText()).toContain('wrong-credentials');
    await page.getByRole('button', { name: 'Sign up' }).click();
    await page.getByText('Signed in as grace@example.org.').waitFor();
    expect(await page.locator('#exchanges').innerText()).not.toContain('correct horse');
    await page.reload();
    expect(await page.locator('#ticket-name').innerText()).toBe('grace@example.org');
    await page.getByRole('button', { name: 'Sign out' }).click();
    expect(await page.locator('#ticket-name').innerText()).toContain('throw-away');
  });

  test('works by keyboard alone, and always shows where it is', async (context) => {
    const page = await visit.open(context, '/');
    await tabTo(page, '#draw');
    await page.keyboard.press('Enter');
    await page.getByText('drawn-here.jpg is ready').waitFor();
    await tabTo(page, '#send');
    await page.keyboard.press('Enter');
    await arrived(page);
    await tabTo(page, '.exchange[open] pre');
    expect(await page.evaluate('document.activeElement.textContent')).toContain('POST /v1/events');
  });

  test('reads well by day and by night', async (context) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await visit.open(context, '/', { colorScheme });
      await drop(page, picture);
      await page.getByLabel('Send it').selectOption('nameless');
      await page.locator('#send').click();
      await page.locator('.fault').waitFor();
      expect(Number(await page.evaluate(brightness)) < 0.5).toBe(colorScheme === 'dark');
      expect(await page.evaluate(faintTexts)).toEqual([]);
    }
  });

  test('fits a phone without being pushed sideways', async (context) => {
    const page = await visit.open(context, '/', phone);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await page.getByText('The same by hand').click();
    await page
      .getByLabel('Name on the sign')
      .fill('Donaudampfschifffahrtsgesellschaftskapitänsabend');
    await drop(page, picture);
    await page.locator('#send').click();
    await arrived(page);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
  });

  test('keeps still where motion is unwanted', async (context) => {
    const moving = await visit.open(context, '/');
    expect(await moving.evaluate(animationOfBulbs)).toBe('chase');
    const still = await visit.open(context, '/', { reducedMotion: 'reduce' });
    expect(await still.evaluate(animationOfBulbs)).toBe('none');
  });

  test('tells how to do the same by hand where scripts are off', async (context) => {
    const page = await visit.open(context, '/', { javaScriptEnabled: false });
    expect(await page.locator('.notice').innerText()).toContain('JavaScript, which is off');
    await page.getByText('The same by hand').click();
    expect(await page.locator('.by-hand pre').innerText()).toContain(`curl ${visit.url}/v1/events`);
    expect(await page.locator('#house').isVisible()).toBe(false);
  });
});

/** As a person does: from outside, somewhere onto the page. */
async function drop(page: Page, picture: Buffer): Promise<void> {
  const transfer = await page.evaluateHandle(
    `(() => {
      const bytes = Uint8Array.from(atob('${picture.toString('base64')}'), (c) => c.charCodeAt(0));
      const transfer = new DataTransfer();
      transfer.items.add(new File([bytes], 'poster.jpg', { type: 'image/jpeg' }));
      return transfer;
    })()`,
  );
  await page.dispatchEvent('main', 'drop', { dataTransfer: transfer });
  await page.getByText('poster.jpg is ready to be sent.').waitFor();
}

/** Waits until the picture and all its renditions are there. */
async function arrived(page: Page): Promise<void> {
  await page.locator('.screen img.is-there').waitFor();
  // Not waitForFunction, which the page's content policy forbids.
  await expect.poll(() => page.evaluate(areRenditionsThere)).toBe(true);
}

const areRenditionsThere = `(() => {
  const images = [...document.querySelectorAll('.print img')];
  const isLoading = document.querySelector('#prints').textContent.includes('loading');
  return images.length === 5 && !isLoading && images.every((image) => image.naturalWidth > 0);
})()`;

function printsOf(page: Page): Promise<string[]> {
  return page.locator('.print').allTextContents();
}

function style(page: Page, selector: string, property: string): Promise<unknown> {
  return page.evaluate(`getComputedStyle(document.querySelector('${selector}')).${property}`);
}

function overflow(page: Page): Promise<number> {
  return page.evaluate<number>(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );
}

/** Presses Tab until the focus is there; every stop on the way must be visible. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let stop = 0; stop < 60; stop += 1) {
    await page.keyboard.press('Tab');
    const [isThere, isSeen] = await page.evaluate<[boolean, boolean]>(`(() => {
      const at = document.activeElement;
      const ring = (element) => getComputedStyle(element).outlineStyle !== 'none';
      return [at.matches('${selector}'), ring(at) || ring(at.parentElement)];
    })()`);
    expect(isSeen).toBe(true);
    if (isThere) return;
  }
  expect.fail(`Tab never reached ${selector}`);
}

const animationOfBulbs = `getComputedStyle(document.querySelector('.sign-board'), '::before').animationName`;

/** Relative luminance and contrast: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
const colourScience = `
  const linear = (c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const luminance = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = parts(getComputedStyle(at).backgroundColor);
      if (colour.length === 3) return colour;
    }
    return [255, 255, 255];
  };`;

const brightness = `(() => { ${colourScience} return luminance(behind(document.body)); })()`;

/** Texts in the page's main part that fall short of 4.5 to 1; buttons and stubs are painted with gradients. */
const faintTexts = `(() => { ${colourScience}
  const texts = [...document.querySelectorAll('main :is(p, h2, h3, span, b, code, summary, strong, label, a, mark)')]
    .filter((element) => element.checkVisibility() && !element.closest('.send, .screen'))
    .filter((element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()));
  return texts.flatMap((element) => {
    const [one, other] = [luminance(parts(getComputedStyle(element).color)), luminance(behind(element))];
    const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    return ratio < 4.5 ? [element.className + ' ' + element.textContent.trim() + ' ' + ratio.toFixed(2)] : [];
  });
})()`;
