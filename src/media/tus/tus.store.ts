import { DataStore, Metadata, Upload } from '@tus/server';
import type { ResumableUpload } from './resumable-upload.entity.js';
import { tusExtensions } from './tus-headers.js';
import { type TusRequest, idOf } from './tus-request.js';
import { metadataOf } from './upload-metadata.js';
import type { UserUploads } from './user-uploads.js';

/**
 * What @tus/server asks of a store, for one request. Bodies go their own way, past the streams of that library: what
 * these hold when a connection ends would be lost, and the house's own reader is fair and knows silence.
 */
export class TusStore extends DataStore {
  override extensions = tusExtensions;
  #upload: ResumableUpload | null = null;
  #created = false;

  constructor(
    private readonly uploads: UserUploads,
    private readonly request: TusRequest,
  ) {
    super();
  }

  /** As it is after the request; null where none was asked for. */
  get upload(): ResumableUpload | null {
    return this.#upload;
  }

  /** Whether it began with this request. */
  get created(): boolean {
    return this.#created;
  }

  /** @throws JsonApiError 413 or 429 */
  override async create(upload: Upload): Promise<Upload> {
    const metadata = upload.metadata === undefined ? null : Metadata.stringify(upload.metadata);
    await this.uploads.begin(this.request, { bytes: upload.size ?? 0, metadata });
    this.#created = true;
    this.#upload = await this.uploads.find(this.request);
    return upload;
  }

  /** @throws JsonApiError 404 */
  override async getUpload(): Promise<Upload> {
    const upload = await this.uploads.find(this.request);
    this.#upload = upload;
    return new Upload({
      id: idOf(upload.key),
      size: upload.bytes,
      offset: upload.received,
      ...(upload.metadata !== null && { metadata: { ...metadataOf(upload.metadata) } }),
      creation_date: upload.createdAt.toISOString(),
    });
  }

  /** @throws JsonApiError as `UploadReceiver` */
  override async write(): Promise<number> {
    this.#upload ??= await this.uploads.find(this.request);
    if (this.#upload.state === 'arriving') {
      const length = this.request.incoming.headers['content-length'];
      const announced = length === undefined ? null : Number(length);
      this.#upload = await this.uploads.receive(this.request, this.#upload, announced);
    }
    return this.#upload.received;
  }

  /** @throws JsonApiError 404 */
  override remove(): Promise<void> {
    return this.uploads.end(this.request);
  }

  override getExpiration(): number {
    return this.uploads.lifetimeMilliseconds;
  }
}
