import { AccountApi } from '../accounts/account-api.js';
import { Mailbox } from '../accounts/mailbox.js';
import { type TestApp, startTestApp } from '../support/app.js';
import { dataUri, drawPicture } from '../support/pictures.js';
import { Frontend, type Resource } from './frontend.js';

/** Those who meet in it, each with a browser of his own, and what they have made so far. */
export class Story {
  readonly organiser: Frontend;
  readonly speaker: Frontend;
  readonly public: Frontend;
  readonly mailbox: Mailbox;
  readonly #made = new Map<string, Resource>();

  private constructor(
    readonly app: TestApp,
    /** A data URI. */
    readonly picture: string,
  ) {
    const api = new AccountApi(app);
    this.organiser = new Frontend(api);
    this.speaker = new Frontend(api);
    this.public = new Frontend(api);
    this.mailbox = new Mailbox(app);
  }

  static async begin(): Promise<Story> {
    const app = await startTestApp();
    return new Story(app, dataUri(await drawPicture()));
  }

  end(): Promise<void> {
    return this.app.close();
  }

  /** @param name what later chapters call it */
  keep(name: string, resource: Resource): Resource {
    this.#made.set(name, resource);
    return resource;
  }

  the(name: string): Resource {
    const resource = this.#made.get(name);
    if (resource === undefined) throw new Error(`Nobody has made the ${name} yet`);
    return resource;
  }

  get inEvent() {
    return { event: ['event', this.the('event').id] } as const;
  }
}

/** Chapters are told when the story has begun. */
export type Told = () => Story;
