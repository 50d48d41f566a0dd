import { pdf } from '../file-structure/file-samples.js';
import { jsonApi } from '../support/api.js';
import { dataUri } from '../support/pictures.js';
import { freshSocket } from './fresh-socket.js';
import type { KnownPicture } from './picture-set.js';
import type { Random } from './random.js';

/** What a writer writes: rows with a picture in `original-image-url`. */
export interface Kind {
  readonly type: string;
  readonly path: string;
  readonly table: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  /** Whether each write also replaces the documents in `document-links`. */
  readonly hasDocuments: boolean;
}

/** A row as a client was told that it is. */
export interface KnownRow {
  readonly kind: Kind;
  /** Unique, and so found again where the answer with the id was lost. */
  readonly name: string;
  /** Null before it was made and when it is gone. */
  readonly present: Present | null;
}

export interface Present {
  readonly id: string;
  /** Root-relative. */
  readonly url: string | null;
}

/** A write whose answer did not come: it may have happened or not. */
export interface Unknown {
  readonly row: KnownRow;
  readonly became: 'gone' | 'without picture' | 'with picture';
  /** Of which the row's picture is, if it happened. */
  readonly picture: KnownPicture | null;
  /** The upload whose URL was sent. */
  readonly url: string | null;
}

/** What all writers share. */
export interface Stage {
  /** Without a slash at its end. */
  readonly url: string;
  readonly token: string;
  readonly kinds: readonly Kind[];
  readonly pictures: readonly KnownPicture[];
  /** Root-relative URL → what is to be seen there. */
  readonly shown: Map<string, KnownPicture>;
}

const rowsOfWriter = 4;

/**
 * A client that creates, replaces and deletes pictures of rows that nobody else writes, and remembers what it
 * was answered: whatever that was must be so after any crash.
 */
export class Writer {
  readonly rows: KnownRow[] = [];
  /** Uploads that were answered and that no row has yet. */
  readonly uploads: string[] = [];
  /** The write under way, which a crash leaves open. */
  unknown: Unknown | null = null;
  /** Answers that the server is not to give. */
  readonly complaints: string[] = [];
  /** Writes that were carried out and answered. */
  answered = 0;
  /** Writes that the server said it had not carried out. */
  refused = 0;
  #made = 0;

  constructor(
    private readonly name: string,
    private readonly stage: Stage,
    private readonly random: Random,
  ) {}

  /** Until the signal; a write that gets no answer is the last one. */
  async work(signal: AbortSignal): Promise<void> {
    while (!signal.aborted && this.unknown === null) {
      try {
        await this.#one();
      } catch {
        // The connection was cut: `unknown` says what it was about.
        if (this.unknown === null) return;
      }
    }
  }

  async #one(): Promise<void> {
    const chance = this.random.next();
    if (chance < 0.25) return this.#upload();
    if (this.rows.length < rowsOfWriter) return this.#create();
    const row = this.random.of(this.rows);
    if (chance < 0.4) return this.#delete(row);
    if (chance < 0.48) return this.#look(row);
    return this.#replace(row);
  }

  async #upload(): Promise<void> {
    const picture = this.random.of(this.stage.pictures);
    const answer = await this.#send('POST', '/v1/upload/image', { data: picture.dataUri });
    if (answer === null) return;
    const path = this.#pathOf((answer as { url: string }).url);
    this.stage.shown.set(path, picture);
    this.uploads.push(path);
  }

  async #create(): Promise<void> {
    const kind = this.random.of(this.stage.kinds);
    const row = { kind, name: `${this.name} ${(this.#made += 1)}`, present: null };
    const attributes = { ...kind.attributes, name: row.name };
    await this.#write(row, 'POST', kind.path, attributes);
  }

  async #replace(row: KnownRow): Promise<void> {
    if (row.present === null) return;
    await this.#write(row, 'PATCH', `${row.kind.path}/${row.present.id}`, {});
  }

  /** Sends a new picture, an upload, or none. */
  async #write(
    row: KnownRow,
    method: 'POST' | 'PATCH',
    path: string,
    attributes: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const { sent, ...unknown } = this.#choose(row);
    this.unknown = unknown;
    const id = row.present === null ? {} : { id: row.present.id };
    const data = {
      type: row.kind.type,
      ...id,
      attributes: { ...attributes, ...this.#documents(row.kind), 'original-image-url': sent },
    };
    const answer = (await this.#send(method, path, { data })) as WrittenDocument | null;
    this.unknown = null;
    if (answer === null) return;
    const sentBack = answer.data.attributes['original-image-url'];
    const url = sentBack === null ? null : this.#pathOf(sentBack);
    if (url !== null && unknown.picture !== null) this.stage.shown.set(url, unknown.picture);
    this.#remember(row, { ...row, present: { id: answer.data.id, url } });
  }

  /** Each says in itself what it is called, so that nobody has to remember which is which. */
  #documents({ hasDocuments }: Kind): Readonly<Record<string, unknown>> {
    if (!hasDocuments) return {};
    const name = `${this.name}, document ${(this.#made += 1)}`;
    return {
      'document-links': [{ name, link: dataUri(pdf(name), 'data:application/pdf;base64') }],
    };
  }

  #choose(row: KnownRow): Unknown & { readonly sent: string | null } {
    const chance = this.random.next();
    if (chance < 0.2)
      return { row, became: 'without picture', picture: null, url: null, sent: null };
    const url = this.#earlier(row, chance);
    const picture =
      url === undefined ? this.random.of(this.stage.pictures) : this.stage.shown.get(url);
    if (picture === undefined) throw new Error(`Nobody knows what ${url} shows`);
    const sent = url === undefined ? picture.dataUri : this.stage.url + url;
    return { row, became: 'with picture', picture, url: url ?? null, sent };
  }

  /** The URL of an upload; also of one that another row has, for it lives as long as any refers to it. */
  #earlier(row: KnownRow, chance: number): string | undefined {
    if (chance < 0.55) return this.uploads.pop();
    const shared = this.rows.flatMap((other) => (other === row ? [] : (other.present?.url ?? [])));
    return chance < 0.65 ? shared.find((url) => url.startsWith('/media/upload/')) : undefined;
  }

  async #delete(row: KnownRow): Promise<void> {
    if (row.present === null) return;
    this.unknown = { row, became: 'gone', picture: null, url: null };
    const answer = await this.#send('DELETE', `${row.kind.path}/${row.present.id}`);
    this.unknown = null;
    if (answer !== null) this.#remember(row, null);
  }

  /** A rendition that nobody has made yet, of a picture that may be replaced meanwhile. */
  async #look({ present }: KnownRow): Promise<void> {
    const url = present?.url;
    if (!url) return;
    const format = this.random.of(['webp', 'avif']);
    const part = url.startsWith('/media/upload/') ? 'event-icon' : 'icon';
    const path = `${url.slice(0, url.lastIndexOf('.'))}/${part}.${format}`;
    const answer = await fetch(this.stage.url + path, { headers: freshSocket });
    await answer.arrayBuffer();
    if (answer.status >= 400 && answer.status !== 503)
      this.complaints.push(`GET ${path} was answered with ${answer.status}`);
  }

  #remember(row: KnownRow, now: KnownRow | null): void {
    const index = this.rows.indexOf(row);
    if (index >= 0) this.rows.splice(index, 1);
    if (now !== null) this.rows.push(now);
  }

  /** @returns null where the server said that nothing was done */
  async #send(method: string, path: string, body?: unknown): Promise<object | null> {
    const plain = path.includes('/upload/');
    const response = await fetch(this.stage.url + path, {
      method,
      headers: {
        ...freshSocket,
        Authorization: `Bearer ${this.stage.token}`,
        Accept: plain ? '*/*' : jsonApi,
        ...(body !== undefined && { 'Content-Type': plain ? 'application/json' : jsonApi }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    this.answered += response.ok ? 1 : 0;
    if (response.ok) return text === '' ? {} : (JSON.parse(text) as object);
    if (response.status === 503 || response.status === 507) {
      this.refused += 1;
      return null;
    }
    // A fault of the server's own says nothing about what was done.
    if (response.status >= 500) throw new Error(text);
    this.complaints.push(`${method} ${path} was answered with ${response.status}: ${text}`);
    return null;
  }

  #pathOf(url: string): string {
    return url.slice(this.stage.url.length);
  }
}

interface WrittenDocument {
  readonly data: {
    readonly id: string;
    readonly attributes: { readonly 'original-image-url': string | null };
  };
}
