import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import type { User } from '../auth/caller.js';
import { Event } from '../events/event.entity.js';
import { DocumentPipe } from '../jsonapi/request/document.pipe.js';
import { QueryParser } from '../jsonapi/request/query.parser.js';
import type { ResourceDocument } from '../jsonapi/request/resource-document.js';
import { definitionOf } from '../jsonapi/resource/define-resource.js';
import { ImageUploadPipe } from '../media/image-upload.pipe.js';
import { SpooledFile } from '../media/spooled-file.js';
import { type ResourceService, serviceOf } from '../resources/resource.service.js';
import { type DemoEvent, demoEvents } from './demo-events.data.js';
import { drawPoster } from './poster.js';

/** Makes the demo events just as a client would: each is a document with a picture in it. */
@Injectable()
export class DemoEvents {
  readonly #definition = definitionOf(Event);

  constructor(
    @Inject(serviceOf(Event)) private readonly events: ResourceService<Event>,
    private readonly images: ImageUploadPipe,
    private readonly parser: QueryParser,
  ) {}

  async create(owner: User): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), 'marquee-seed-'));
    const query = this.parser.parse('', this.#definition, { families: [] });
    try {
      for (const event of demoEvents(new Date())) {
        const document = await this.#document(event, folder);
        await this.events.create(document, { caller: owner, query });
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  async #document({ attributes, poster }: DemoEvent, folder: string): Promise<ResourceDocument> {
    const path = join(folder, `${poster.seed}.png`);
    await drawPoster(poster, path);
    const picture = new SpooledFile(path, (await stat(path)).size, 'image/png');
    const body = {
      data: { type: 'event', attributes: { ...attributes, 'original-image-url': picture } },
    };
    const document = new DocumentPipe(this.#definition, 'create').transform({ body, id: null });
    return (await this.images.transform(document)) as ResourceDocument;
  }
}
