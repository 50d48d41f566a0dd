import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { type TestContext, afterAll, beforeAll } from 'vitest';
import { type TestApp, startTestApp } from './app.js';
import { chromiumPath, launchChromium } from './chromium.js';
import { patientMs } from './patient-settings.js';

/** A browser before the whole app; where there is no Chromium, tests say so and are skipped. */
export class Visit {
  #app: TestApp | null = null;
  #browser: Browser | null = null;

  constructor() {
    beforeAll(async () => {
      const path = chromiumPath();
      if (path === null) return;
      this.#app = await startTestApp();
      this.#browser = await launchChromium(path);
    });
    afterAll(async () => {
      await this.#browser?.close();
      await this.#app?.close();
    });
  }

  get url(): string {
    return this.#app?.url ?? '';
  }

  /**
   * Opens a path of the app in a profile of its own, which is gone with the test. The test fails where the page
   * complained: scripts that threw, and everything that the content policy refused.
   */
  async open(
    context: TestContext,
    path: string,
    options: BrowserContextOptions = {},
  ): Promise<Page> {
    if (this.#browser === null)
      return context.skip('no Chromium found: set CHROMIUM_PATH or put one on the PATH');
    const profile = await this.#browser.newContext(options);
    profile.setDefaultTimeout(patientMs);
    const complaints: string[] = [];
    context.onTestFinished(async () => {
      await profile.close();
      if (complaints.length > 0) throw new Error(complaints.join('\n'));
    });
    const page = await profile.newPage();
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => {
      const isRefusal = message.text().startsWith('Failed to load resource');
      if (message.type() === 'error' && !isRefusal) complaints.push(message.text());
    });
    await page.goto(this.url + path);
    return page;
  }
}
