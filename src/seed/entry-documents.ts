import { Injectable } from '@nestjs/common';
import type { LocalIds } from '../jsonapi/atomic/operation.js';
import { parseResourceObject } from '../jsonapi/request/document.parser.js';
import type { ResourceDocument } from '../jsonapi/request/resource-document.js';
import type { ResourceDefinition } from '../jsonapi/resource/resource-definition.js';
import { ResourceRegistry } from '../jsonapi/resource/resource-registry.js';
import { ImageUploadPipe } from '../media/uploads/image-upload.pipe.js';
import type { SpoolArea } from '../media/spool/spool-area.js';
import { SpooledFile } from '../media/spool/spooled-file.js';
import { Drawing } from './drawing/drawing.js';
import { inLanes } from './in-lanes.js';
import type { SeedDocument, SeedEntry } from './seed-entry.js';

export interface PreparedEntry {
  readonly entry: SeedEntry;
  readonly document: ResourceDocument;
}

/** While some are proven by the image workers, the next are painted; more than that would only queue. */
const lanes = 4;

/** Entries → documents as they would have come from a client, their pictures painted and proven. */
@Injectable()
export class EntryDocuments {
  constructor(
    private readonly registry: ResourceRegistry,
    private readonly images: ImageUploadPipe,
  ) {}

  /**
   * @param lids knows all that the entries name
   * @throws JsonApiError where one of them is not as its resource declares it, and what the ImageUpload pipe throws
   */
  prepare(
    entries: readonly SeedEntry[],
    lids: LocalIds,
    area: SpoolArea,
  ): Promise<readonly PreparedEntry[]> {
    return inLanes(entries, lanes, async (entry) => {
      const definition = this.#definitionOf(entry);
      const body = { data: await resourceObject(entry, area) };
      const origin = { body, path: ['data'], lids };
      const parsed = parseResourceObject(origin, body.data, { definition, mode: 'create' });
      return { entry, document: await this.images.document(parsed) };
    });
  }

  #definitionOf({ type }: SeedEntry): ResourceDefinition {
    const definition = this.registry.find(type);
    if (definition === null) throw new Error(`The seed names the unknown type ${type}`);
    return definition;
  }
}

async function resourceObject(entry: SeedEntry, area: SpoolArea) {
  const { attributes = {}, documents = {}, lid, related = {}, type } = entry;
  const values: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(attributes)) {
    values[name] = value instanceof Drawing ? await painted(value, area) : value;
    if (value instanceof Drawing) values[name.replace(/url$/, 'alt')] = value.alt;
  }
  for (const [name, all] of Object.entries(documents))
    values[name] = await Promise.all(all.map((one) => spooledLink(one, area)));
  const relationships = Object.fromEntries(
    Object.entries(related).map(([name, data]) => [name, { data }]),
  );
  return { type, lid, attributes: values, relationships };
}

async function painted(drawing: Drawing, area: SpoolArea): Promise<SpooledFile> {
  // Only a first start paints: no other is to load an image library into the server.
  const { paint } = await import('./drawing/paint.js');
  return spooled(await paint(drawing), `image/${drawing.format}`, area);
}

async function spooledLink({ pdf, title }: SeedDocument, area: SpoolArea) {
  return { name: title, link: await spooled(pdf, 'application/pdf', area) };
}

async function spooled(bytes: Buffer, label: string, area: SpoolArea): Promise<SpooledFile> {
  const file = area.create();
  await file.write(bytes);
  await file.finish();
  return new SpooledFile(file.path, file.bytes, label);
}
