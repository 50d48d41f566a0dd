import 'reflect-metadata';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { archiveOf } from '../../../test/support/archive.js';
import { definitionOf } from '../../jsonapi/resource/define-resource.js';
import { ArchiveConfig } from '../../media/archive/archive.config.js';
import { ArchiveReader } from '../../media/archive/archive.reader.js';
import { Event } from '../event.entity.js';
import { manifest, manifestName } from './archive-layout.js';
import { readDocuments } from './archived-documents.js';

const event = {
  definition: definitionOf(Event),
  hangsBy: null,
  attributes: [],
  links: [],
  chosen: [],
};

it('a document that lists more than there may be is refused, however much that is', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'marquee-documents-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, 'event.zip');
  const zeros = Array.from({ length: 500_000 }, () => 0);
  const documents = { [manifestName]: manifest, 'documents/event.json': { data: zeros } };
  await writeFile(path, archiveOf(documents));
  const reader = await ArchiveReader.open(path, { entries: 10, bytes: 10_000_000 });
  onTestFinished(() => reader.close());
  await expect(readDocuments(reader, [event], new ArchiveConfig())).rejects.toMatchObject({
    faults: [{ code: 'archive-holds-too-much', meta: { limit: 5000, actual: 500_000 } }],
  });
});
