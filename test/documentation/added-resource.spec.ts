import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schemaDifference } from '../../src/database/schema-difference.js';
import { Seed } from '../../src/seed/seed.js';
import { Api } from '../support/api.js';
import { type TestApp, startTestApp } from '../support/app.js';
import { dataUri, drawPicture } from '../support/pictures.js';
import { AddedFiles } from './added-resource.js';
import { type Block, blocksOf, readPage, section } from './markdown.js';

const heading = '## Add a resource with a picture';
const admin = { email: 'admin@marquee.example', password: 'correct horse' };

describe('the resource that the README adds', () => {
  let blocks: readonly Block[];
  let files: AddedFiles;
  let app: TestApp;
  let api: Api;
  let token: string;

  beforeAll(async () => {
    const all = blocksOf(section(await readPage('README.md'), heading));
    blocks = all.filter(({ language }) => language === 'ts');
    files = await AddedFiles.write(blocks);
    const { Venue } = await files.import('src/venues/venue.entity.ts');
    const { VenuesModule } = await files.import('src/venues/venues.module.ts');
    const settings = { SEED_DEMO: 'false', ADMIN_PASSWORD: admin.password };
    app = await startTestApp(settings, { resources: [Venue!], modules: [VenuesModule!] });
    await app.nest.get(Seed).run();
    await migrate(app.nest.get(DataSource));
    api = new Api(app);
    token = (await api.post('/v1/auth/session', admin)).document.access_token;
  });

  afterAll(async () => {
    await app?.close();
    await files?.remove();
  });

  const create = async (attributes: Readonly<Record<string, unknown>>, as?: string) =>
    api.post('/v1/venues', { data: { type: 'venue', attributes } }, { token: as });

  it('takes as few lines as the README says', async () => {
    const lines = blocks.flatMap(({ text }) => text.split('\n'));
    const own = lines.filter((line) => line !== '' && !line.startsWith('import '));
    const registering = 2;
    const claimed = /(\d+) lines beside the imports/.exec(await readPage('README.md'))?.[1];
    expect(own.length + registering).toBe(Number(claimed));
    expect(own.length + registering).toBeLessThan(30);
  });

  it('satisfies the compiler', () => {
    expect(files.typeErrors()).toEqual([]);
  }, 60_000);

  it('takes a picture and gives its URLs', async () => {
    const picture = dataUri(await drawPicture('png', { width: 800, height: 400 }));
    const created = await create({ name: 'Canal House', 'photo-url': picture }, token);
    expect(created.status).toBe(201);
    const { attributes, meta } = created.document.data;
    expect(meta.images['photo-url']).toMatchObject({ width: 800, height: 400 });
    const [photo, thumbnail] = await Promise.all([
      fetch(attributes['photo-url']),
      fetch(attributes['thumbnail-image-url']),
    ]);
    expect([photo.headers.get('content-type'), thumbnail.status]).toEqual(['image/png', 200]);
  });

  it('has filters, its rules, and the rights of its policy', async () => {
    await create({ name: 'Boat House' }, token);
    const found = await api.get('/v1/venues?filter[name]=Boat%20House&fields[venue]=name');
    expect(found.document.data).toMatchObject([{ attributes: { name: 'Boat House' } }]);
    expect((await create({ name: '' }, token)).document.errors[0].source.pointer).toBe(
      '/data/attributes/name',
    );
    expect((await create({ name: 'No House' })).status).toBe(401);
    const user = await api.signUp();
    expect((await create({ name: 'No House' }, user.token)).status).toBe(403);
  });

  it('is described with the others', async () => {
    const description = await (await fetch(`${app.url}/openapi.json`)).json();
    expect(description).toHaveProperty(['paths', '/v1/venues', 'post']);
  });

  it('can be deleted', async () => {
    const { document } = await create({ name: 'Old House' }, token);
    const path = `/v1/venues/${document.data.id}`;
    expect((await api.delete(path, { token })).status).toBe(204);
    expect((await api.get(path)).status).toBe(404);
  });
});

/** What `npm run migration:generate` writes into a file, and the next start runs. */
async function migrate(dataSource: DataSource): Promise<void> {
  const { up } = await schemaDifference(dataSource);
  expect(up).toEqual([expect.stringContaining('CREATE TABLE "venues"')]);
  for (const statement of up) await dataSource.query(statement);
}
