import { setTimeout as sleep } from 'node:timers/promises';
import { eventDocument, jsonApi } from '../support/api.js';
import { freshSocket } from './fresh-socket.js';
import type { KnownPicture } from './picture-set.js';

/** An event that was acknowledged. */
export interface KeptEvent {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly picture: KnownPicture;
}

const pauseMilliseconds = 50;

/** Of so many answers one gets lost on its way: what was done is asked for again, from whichever server. */
const answersToALoss = 3;

/** Creates events with pictures, and repeats each request with its Idempotency-Key until an answer reaches it. */
export class RepeatingClient {
  readonly kept: KeptEvent[] = [];
  /** Answers that no client should get. */
  readonly complaints: string[] = [];
  /** Requests that were sent again. */
  repeats = 0;

  constructor(
    private readonly name: string,
    private readonly url: string,
    private readonly token: string,
  ) {}

  /** Until the signal; whatever it has begun by then is acknowledged, too. */
  async work(pictures: readonly KnownPicture[], signal: AbortSignal): Promise<void> {
    for (let count = 0; !signal.aborted; count++) {
      const picture = pictures[count % pictures.length];
      if (picture === undefined) throw new Error('There are no pictures');
      await this.#create(`${this.name} ${count}`, picture, count % answersToALoss === 0);
      await this.#look();
    }
  }

  async #create(name: string, picture: KnownPicture, isLost: boolean): Promise<void> {
    const body = eventDocument({ name, 'original-image-url': picture.dataUri });
    const lost = isLost ? await this.#acknowledged(name, body) : null;
    const { attributes, id } = await this.#acknowledged(name, body);
    if (lost !== null && lost.id !== id)
      this.complaints.push(`POST ${name}: ${lost.id}, then ${id}`);
    this.kept.push({ id, name, url: attributes['original-image-url'], picture });
  }

  async #acknowledged(name: string, body: object): Promise<CreatedDocument['data']> {
    for (;;) {
      const answer = await this.#send('POST', '/v1/events', body, name);
      if (answer?.status === 201) return (answer.document as CreatedDocument).data;
      if (answer !== null && !isPassing(answer.status))
        this.complaints.push(`POST ${name}: ${answer.status} ${JSON.stringify(answer.document)}`);
      this.repeats += 1;
      await sleep(pauseMilliseconds);
    }
  }

  /** At what it wrote last, by whichever server. */
  async #look(): Promise<void> {
    const last = this.kept.at(-1);
    const answer = last && (await this.#send('GET', `/v1/events/${last.id}`));
    if (answer && answer.status !== 200 && !isPassing(answer.status))
      this.complaints.push(`GET ${last?.name}: ${answer.status}`);
  }

  /** @returns null where the connection ended without a whole answer */
  async #send(method: string, path: string, body?: object, key?: string): Promise<Answer | null> {
    const headers = {
      ...freshSocket,
      Accept: jsonApi,
      Authorization: `Bearer ${this.token}`,
      ...(body && { 'Content-Type': jsonApi }),
      ...(key && { 'Idempotency-Key': key }),
    };
    try {
      const sent = { method, headers, ...(body && { body: JSON.stringify(body) }) };
      const response = await fetch(this.url + path, sent);
      return { status: response.status, document: await response.json() };
    } catch {
      return null;
    }
  }
}

interface Answer {
  readonly status: number;
  readonly document: unknown;
}

interface CreatedDocument {
  readonly data: {
    readonly id: string;
    readonly attributes: { readonly 'original-image-url': string };
  };
}

/** Says itself that it may be repeated. */
function isPassing(status: number): boolean {
  return status === 503;
}
