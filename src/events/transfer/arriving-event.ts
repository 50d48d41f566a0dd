import { Injectable } from '@nestjs/common';
import { ResourceReader } from '../../database/resource.reader.js';
import { LocalIds } from '../../jsonapi/atomic/operation.js';
import { invalidDocument } from '../../jsonapi/errors/document.errors.js';
import { type Fault, JsonApiError } from '../../jsonapi/errors/fault.js';
import { nearestPointer } from '../../jsonapi/errors/pointer.js';
import { type Filter, allOf, equals } from '../../jsonapi/request/filter.js';
import type { ResourceDocument } from '../../jsonapi/request/resource-document.js';
import type { RelationshipDefinition } from '../../jsonapi/resource/resource-definition.js';
import { ResourceRegistry } from '../../jsonapi/resource/resource-registry.js';
import { ArchiveConfig } from '../../media/archive/archive.config.js';
import { inEntry } from '../../media/archive/archive.errors.js';
import type { ArchiveReader } from '../../media/archive/archive.reader.js';
import { ImageUploadPipe } from '../../media/uploads/image-upload.pipe.js';
import { ResourceAccess } from '../../resources/resource-access.js';
import type { User } from '../../auth/caller.js';
import { type ArchivedResource, readDocuments } from './archived-documents.js';
import type { ArchivedFiles } from './archived-files.js';
import { ArrivingResource } from './arriving-resource.js';
import { travellers } from './travelling.js';

/** A resource that is ready to be made, its files proven. */
export interface Arriving {
  readonly document: ResourceDocument;
  readonly lid: string;
  readonly entry: string;
  /** To it in its document. */
  readonly pointer: string;
}

/** Resource objects of an archive → documents as they would have come one by one. */
@Injectable()
export class ArrivingEvent {
  constructor(
    private readonly images: ImageUploadPipe,
    private readonly access: ResourceAccess,
    private readonly reader: ResourceReader,
    private readonly registry: ResourceRegistry,
    private readonly limits: ArchiveConfig,
  ) {}

  /**
   * @param paid is called when all documents are right, before the costly proof of their files
   * @throws JsonApiError with the faults of all documents together, or else of all files
   */
  async prepare(
    archive: ArchiveReader,
    files: ArchivedFiles,
    { caller, paid }: { readonly caller: User; readonly paid: () => Promise<void> },
  ): Promise<{ readonly arriving: readonly Arriving[]; readonly lids: LocalIds }> {
    const lids = new LocalIds();
    const types = travellers(this.registry);
    const resources = await readDocuments(archive, types, this.limits);
    const named = declared(resources, lids);
    const idOf = this.#catalogue(caller);
    const eventLid = named[0]?.lid ?? '';
    const documents = await eachOf(named, async ({ lid, resource }) => {
      const around = { lids, eventLid, files, idOf };
      const document = await new ArrivingResource(resource, around).document();
      return { document, lid, entry: resource.entry, pointer: `/data/${resource.index}` };
    });
    const left = files.leftFaults();
    if (left.length > 0) throw new JsonApiError(left);
    await paid();
    // One after the other: one archive must not take every worker.
    const arriving = await eachOf(documents, async (one) => ({
      ...one,
      document: await this.images.document(one.document),
    }));
    return { arriving, lids };
  }

  #catalogue(caller: User) {
    const visibility = this.access.visibilityFor(caller);
    return async (
      { target }: RelationshipDefinition,
      slug: string,
      filter: Filter,
    ): Promise<string | null> => {
      const selection = { filter: allOf(equals('slug', slug), filter), visibility };
      return (await this.reader.judge(target(), selection, []))?.id ?? null;
    };
  }
}

interface Named {
  readonly resource: ArchivedResource;
  readonly entry: string;
  readonly lid: string;
}

/** @throws JsonApiError 422 for all that have no name, or another's */
function declared(resources: readonly ArchivedResource[], lids: LocalIds): readonly Named[] {
  const faults: Fault[] = [];
  const named = resources.map((resource): Named => {
    const { body, data, entry, index, travelling } = resource;
    const { lid } = (data ?? {}) as { readonly lid?: unknown };
    const isNew = typeof lid === 'string' && lids.declare(travelling.definition.type, lid);
    const pointer = nearestPointer(body, ['data', index, 'lid']);
    const detail = 'Each resource in an archive needs a "lid" of its own, a string.';
    if (!isNew) faults.push(inEntry(entry)(invalidDocument(pointer, detail)));
    return { resource, entry, lid: isNew ? lid : '' };
  });
  if (faults.length > 0) throw new JsonApiError(faults);
  return named;
}

/** One after the other; the faults of all come together. */
async function eachOf<T extends { readonly entry: string }, R>(
  all: readonly T[],
  work: (one: T) => Promise<R>,
): Promise<readonly R[]> {
  const done: R[] = [];
  const faults: Fault[] = [];
  for (const one of all)
    try {
      done.push(await work(one));
    } catch (error) {
      if (!(error instanceof JsonApiError)) throw error;
      faults.push(...error.faults.map(inEntry(one.entry)));
    }
  if (faults.length > 0) throw new JsonApiError(faults);
  return done;
}
