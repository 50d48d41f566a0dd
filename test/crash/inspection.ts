import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type MediaFormat, extensionOf } from '../../src/media/media-formats.js';
import { parseMediaUrl, renditionUrl } from '../../src/media/media-url.js';
import { pdf } from '../file-structure/file-samples.js';
import { inLanes } from '../../src/seed/in-lanes.js';
import { folderOf } from '../../src/storage/local.walk.js';
import type { StorageKey } from '../../src/storage/storage-key.js';
import { freshSocket } from './fresh-socket.js';
import { type KnownPicture, requirePicture } from './picture-set.js';
import type { Kind, KnownRow, Stage, Unknown, Writer } from './writer.js';

export interface Scene {
  readonly stage: Stage;
  query<T extends object>(text: string, values: readonly unknown[]): Promise<readonly T[]>;
  /** The folder of the storage. */
  readonly media: string;
  readonly spool: string;
}

interface LedgerRow {
  readonly key: StorageKey;
  readonly state: string;
  readonly format: MediaFormat;
  readonly bytes: number;
}

interface RowOfTable {
  readonly id: string;
  readonly name: string;
  readonly url: string | null;
  readonly documents: readonly { readonly name: string; readonly link: string }[];
  readonly gone: boolean;
}

/** As many rows are looked at side by side: most of a look is waiting for the other side. */
const lanes = 4;

/** Everything that must hold once the server is back and has swept. */
export class Inspection {
  /** Files never change under their name: what was whole is whole. */
  readonly #seen = new Set<string>();

  constructor(private readonly scene: Scene) {}

  /** Settles what the crash left open, and holds all else to what was answered. */
  async requirePromises(writers: readonly Writer[]): Promise<void> {
    for (const writer of writers) {
      if (writer.complaints.length > 0) throw new Error(writer.complaints.join('\n'));
      if (writer.unknown !== null) await this.#settle(writer, writer.unknown);
      writer.unknown = null;
      for (const row of writer.rows)
        requireSame(row, await this.#actual(row), 'is not what was answered');
      for (const upload of writer.uploads) await this.#requireShown(upload, null);
    }
  }

  /** Rows, attachments, ledger and storage, each against the others. */
  async requireAgreement(): Promise<void> {
    const { media, spool, stage } = this.scene;
    const ledger = await this.scene.query<LedgerRow>(
      'SELECT key, state, format, bytes FROM media_files',
      [],
    );
    for (const { key, state } of ledger)
      if (state !== 'stored') throw new Error(`${key} is ${state} after the sweep`);
    const known = new Map(ledger.map((row) => [row.key as string, row]));
    for (const name of await filesBelow(media))
      if (!known.has(keyOf(name))) throw new Error(`Nobody knows the file ${name}`);
    for (const row of ledger) await this.#requireOriginal(row);
    for (const kind of stage.kinds) await this.#requireAttachments(kind);
    const left = await filesBelow(spool);
    if (left.length > 0) throw new Error(`In the spool are still ${left.join(', ')}`);
  }

  /** Every URL in a row, with its renditions, is served whole and decodes. */
  async requireServed(): Promise<void> {
    for (const kind of this.scene.stage.kinds)
      await inLanes(await this.#rowsOf(kind), lanes, async ({ documents, url }) => {
        if (url !== null) await this.#requireShown(url, kind);
        for (const { link, name } of documents) await this.#requireDocument(link, name);
      });
  }

  /** So that the next look is at all of them anew. */
  forget(): void {
    this.#seen.clear();
  }

  async #settle(writer: Writer, unknown: Unknown): Promise<void> {
    const { row } = unknown;
    const actual = await this.#actual(row);
    if (sameRow(row, actual)) return;
    requireAfter(unknown, actual);
    if (actual?.url && unknown.picture) this.scene.stage.shown.set(actual.url, unknown.picture);
    const index = writer.rows.indexOf(row);
    if (index >= 0) writer.rows.splice(index, 1);
    if (actual !== null) writer.rows.push({ ...row, present: { id: actual.id, url: actual.url } });
  }

  async #actual({ kind, name }: KnownRow): Promise<RowOfTable | null> {
    const [row] = await this.#rowsOf(kind, name);
    return row === undefined || row.gone ? null : row;
  }

  #rowsOf({ table }: Kind, name?: string): Promise<readonly RowOfTable[]> {
    return this.scene.query<RowOfTable>(
      `SELECT id::text, name, original_image_url AS url,
              coalesce(to_jsonb(${table}) -> 'document_links', '[]') AS documents,
              to_jsonb(${table}) ->> 'deleted_at' IS NOT NULL AS gone
       FROM ${table} WHERE $1::text IS NULL OR name = $1`,
      [name ?? null],
    );
  }

  async #requireOriginal({ bytes, format, key }: LedgerRow): Promise<void> {
    const path = join(this.scene.media, folderOf(key), `original.${extensionOf(format)}`);
    const found = await stat(path).catch(() => null);
    if (found?.size !== bytes)
      throw new Error(`${key} is to have ${bytes} bytes, and has ${found?.size ?? 'no file'}`);
  }

  /** Both ways: for each URL one attachment of that file, and no other. */
  async #requireAttachments(kind: Kind): Promise<void> {
    const rows = await this.#rowsOf(kind);
    const wanted = rows.flatMap(({ documents, id, url }) =>
      [...(url === null ? [] : [url]), ...documents.map(({ link }) => link)].map(
        (shown) => `${id} ${parseMediaUrl(shown)?.key ?? shown}`,
      ),
    );
    const attachments = await this.scene.query<{ held: string }>(
      `SELECT resource_id || ' ' || file_key AS held FROM media_attachments WHERE resource_type = $1`,
      [kind.type],
    );
    const held = attachments.map((attachment) => attachment.held);
    const odd = [...wanted, ...held].filter((one) => !wanted.includes(one) || !held.includes(one));
    if (odd.length > 0) throw new Error(`Rows and attachments disagree about ${odd.join(', ')}`);
  }

  async #requireShown(url: string, kind: Kind | null): Promise<void> {
    const at = `${kind?.type ?? ''} ${url}`;
    if (this.#seen.has(at)) return;
    const picture = this.scene.stage.shown.get(url);
    if (picture === undefined) throw new Error(`Nobody sent what ${url} shows`);
    await this.#fetchPicture(url, picture);
    if (kind !== null)
      for (const [preset, width] of [
        ['icon', 75],
        ['thumbnail', 500],
      ] as const)
        await this.#fetchPicture(renditionUrl(url, kind.type, preset), picture, width);
    this.#seen.add(at);
  }

  async #requireDocument(path: string, name: string): Promise<void> {
    if (this.#seen.has(path)) return;
    const bytes = await this.#fetchWhole(path);
    if (!bytes.equals(pdf(name))) throw new Error(`${path} is not "${name}"`);
    this.#seen.add(path);
  }

  async #fetchWhole(path: string): Promise<Buffer> {
    const response = await fetch(this.scene.stage.url + path, { headers: freshSocket });
    const bytes = Buffer.from(await response.arrayBuffer());
    if (response.status !== 200) throw new Error(`${path} is answered with ${response.status}`);
    if (Number(response.headers.get('content-length')) !== bytes.length)
      throw new Error(`Of ${path} came ${bytes.length} bytes`);
    return bytes;
  }

  async #fetchPicture(path: string, picture: KnownPicture, maximum?: number): Promise<void> {
    const bytes = await this.#fetchWhole(path);
    await requirePicture(bytes, picture, maximum).catch((cause: unknown) => {
      throw new Error(`${path} is broken`, { cause });
    });
  }
}

function sameRow({ present }: KnownRow, actual: RowOfTable | null): boolean {
  if (present === null || actual === null) return present === actual;
  return present.id === actual.id && present.url === actual.url;
}

function requireSame(row: KnownRow, actual: RowOfTable | null, complaint: string): void {
  if (sameRow(row, actual)) return;
  throw new Error(`${tell(row.present)} ${complaint}: it is ${tell(actual)}`);
}

function requireAfter({ became, row, url }: Unknown, actual: RowOfTable | null): void {
  const is = actual === null ? 'gone' : actual.url === null ? 'without picture' : 'with picture';
  const other = url !== null && actual?.url !== url;
  if (is !== became || (became === 'with picture' && other))
    throw new Error(
      `${tell(row.present)} was to become ${became} ${url ?? ''}: it is ${tell(actual)}`,
    );
}

function tell(row: object | null): string {
  return row === null ? 'gone' : JSON.stringify(row);
}

/** Paths below the folder; what was on its way in when the server died is no file of the storage. */
async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.parentPath.endsWith('.incoming'))
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}

/** `event/ab/ab...-.../icon.png` → `event/ab...-...` */
function keyOf(path: string): string {
  const [type = '', , id = ''] = path.split('/');
  return `${type}/${id}`;
}
