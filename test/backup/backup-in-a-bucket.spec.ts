import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { backUp } from '../../src/backup/backup.js';
import { restore } from '../../src/backup/restore.js';
import { LocalStorage } from '../../src/storage/local.storage.js';
import { S3Storage } from '../../src/storage/s3.storage.js';
import { type LoopbackS3, startLoopbackS3 } from '../storage/loopback-s3.js';
import { Api, type SignedUp, eventDocument } from '../support/api.js';
import { type TestApp, startTestApp } from '../support/app.js';
import { type TestDatabase, createEmptyDatabase } from '../support/database.js';
import { dataUri, drawPicture } from '../support/pictures.js';
import { query } from '../support/traces.js';
import { contentOf, storeFiles } from './stored-files.js';

/** More than a part of an upload in parts. */
const largeBytes = 11_000_000;

describe('a backup of a bucket', () => {
  let store: LoopbackS3;
  let other: LoopbackS3;
  let bucket: S3Storage;
  let otherBucket: S3Storage;
  let app: TestApp;
  let user: SignedUp;
  let url: string;
  let folder: string;
  let archive: string;
  const databases: TestDatabase[] = [];

  beforeAll(async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'any');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'any');
    [store, other] = [await startLoopbackS3(), await startLoopbackS3()];
    [bucket, otherBucket] = [storageOf(store), storageOf(other)];
    folder = await mkdtemp(join(tmpdir(), 'marquee-backup-'));
    archive = join(folder, 'marquee.tar');
    app = await startTestApp(settingsOf(store));
    const api = new Api(app);
    user = await api.signUp();
    const picture = dataUri(await drawPicture('png', { width: 120, height: 90 }));
    const document = eventDocument({ 'original-image-url': picture, state: 'published' });
    const made = await api.post('/v1/events', document, user);
    url = made.document.data.attributes['original-image-url'] as string;
    await storeFiles(app.database, bucket, [largeBytes]);
    await backUp({ databaseUrl: app.database.url, storage: bucket }, archive);
  });

  afterAll(async () => {
    await app?.close();
    await Promise.all(databases.map((database) => database.drop()));
    for (const one of [bucket, otherBucket]) one?.onApplicationShutdown();
    await Promise.all([store?.close(), other?.close()]);
    await rm(folder, { recursive: true, force: true });
    vi.unstubAllEnvs();
  });

  const storageOf = (at: LoopbackS3) =>
    new S3Storage({ ...at, region: 'us-east-1', forcePathStyle: true });

  const settingsOf = ({ bucket: name, endpoint }: LoopbackS3) => ({
    MEDIA_STORAGE: 's3',
    S3_BUCKET: name,
    S3_ENDPOINT: endpoint,
    S3_FORCE_PATH_STYLE: 'true',
    JWT_SECRET: 'a secret of thirty-two characters, or more',
  });

  async function emptyDatabase(): Promise<TestDatabase> {
    const database = await createEmptyDatabase();
    databases.push(database);
    return database;
  }

  /** Renditions stay behind: they are made anew. */
  async function originals(): Promise<ReadonlyMap<string, string>> {
    const all = await contentOf(bucket);
    return new Map([...all].filter(([name]) => name.includes('/original.')));
  }

  it('that is cut off leaves a bucket as empty as it was, and nothing half sent', async () => {
    const whole = await readFile(archive);
    const cut = join(folder, 'cut.tar');
    const database = await emptyDatabase();
    for (const end of [whole.indexOf('files/upload/') + 8_000_000, whole.indexOf('summary.json')]) {
      await writeFile(cut, whole.subarray(0, end));
      const restoring = restore({ databaseUrl: database.url, storage: otherBucket }, cut);
      await expect(restoring).rejects.toMatchObject({ name: 'BackupError' });
      expect(await contentOf(otherBucket)).toEqual(new Map());
      expect(other.openUploads()).toBe(0);
    }
  });

  it('is restored into another one, and served from there', async () => {
    const database = await emptyDatabase();
    const restored = { databaseUrl: database.url, storage: otherBucket };
    await restore(restored, archive);
    expect(await contentOf(otherBucket)).toEqual(await originals());
    const [key] = await query<{ key: string }>(
      { database },
      "SELECT key FROM media_files WHERE format = 'png'",
    );
    const object = `${other.endpoint}/${other.bucket}/${key?.key}/original.png`;
    expect((await fetch(object)).headers.get('content-type')).toBe('image/png');
    const there = await startTestApp({ ...settingsOf(other), DATABASE_URL: database.url });
    try {
      const path = new URL(url).pathname;
      const [before, after] = await Promise.all([fetch(url), fetch(there.url + path)]);
      expect(Buffer.from(await after.arrayBuffer())).toEqual(
        Buffer.from(await before.arrayBuffer()),
      );
      expect((await fetch(there.url + path.replace('.png', '/icon.png'))).status).toBe(200);
    } finally {
      await there.close();
    }
    const again = restore({ ...restored, databaseUrl: (await emptyDatabase()).url }, archive);
    await expect(again).rejects.toThrow('The storage is not empty');
  });

  it('is restored into a folder: so pictures move from the one to the other', async () => {
    const storage = await LocalStorage.open(join(folder, 'media'));
    await restore({ databaseUrl: (await emptyDatabase()).url, storage }, archive);
    expect(await contentOf(storage)).toEqual(await originals());
  });
});
