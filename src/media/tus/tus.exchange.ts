import type { IncomingHttpHeaders } from 'node:http';
import { Injectable } from '@nestjs/common';
import { Server } from '@tus/server';
import { LinkBuilder } from '../../jsonapi/response/link-builder.js';
import { MediaConfig } from '../media.config.js';
import { maxBytesOf } from '../proof/file-kind.js';
import { type TusRequest, idOf, tusPath } from './tus-request.js';
import { refusalOf } from './tus-refusal.js';
import { TusStore } from './tus.store.js';
import { UploadTurns } from './upload-turns.js';
import { UserUploads } from './user-uploads.js';

export interface TusAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Absolute, of the file that the upload has become; null while it is not whole. */
  readonly url: string | null;
}

/** All that @tus/server needs to know. No `Host` and no forwarding header is among it. */
const asked = [
  'tus-resumable',
  'upload-length',
  'upload-metadata',
  'upload-offset',
  'content-type',
  'content-length',
];

/** All that its answers say beside their status: CORS and bodies are the house's. */
const answered = /^(?:tus-|upload-|location$|cache-control$)/;

/** Milliseconds; the least that @tus/server takes for its own way of ending requests, which is not made use of. */
const lockDrainTimeout = 1;

/** Lets @tus/server speak the protocol over the house's uploads. */
@Injectable()
export class TusExchange {
  constructor(
    private readonly uploads: UserUploads,
    private readonly turns: UploadTurns,
    private readonly links: LinkBuilder,
    private readonly config: MediaConfig,
  ) {}

  /** @throws JsonApiError as its parts */
  async answer(request: TusRequest): Promise<TusAnswer> {
    const store = new TusStore(this.uploads, request);
    const failures: unknown[] = [];
    const server = this.#server(request, store, failures);
    const response = await server.handleWeb(webRequestOf(request));
    if (response.ok) return this.#answerOf(response, store);
    // Its client will never know its id.
    if (store.created) await this.uploads.end(request).catch(() => {});
    throw refusalOf(failures[0], { response, upload: store.upload });
  }

  #server(request: TusRequest, datastore: TusStore, failures: unknown[]): Server {
    const id = idOf(request.key);
    return new Server({
      path: tusPath,
      datastore,
      locker: this.turns.lockerFor(request),
      lockDrainTimeout,
      maxSize: maxBytesOf('file', this.config),
      namingFunction: () => id,
      getFileIdFromRequest: () => id,
      generateUrl: () => `${this.links.publicUrl}${tusPath}/${id}`,
      onResponseError: (_request, error) => {
        failures.push(error);
        return undefined;
      },
    });
  }

  #answerOf({ headers, status }: Response, { upload }: TusStore): TusAnswer {
    const said = [...headers].filter(([name]) => answered.test(name));
    const url = upload?.url ? this.links.file(upload.url) : null;
    return {
      status,
      headers: {
        ...Object.fromEntries(said.map(([name, value]) => [spelled(name), value])),
        ...(upload?.state === 'arriving' && { 'Upload-Expires': upload.expiresAt.toUTCString() }),
        ...(url !== null && { 'File-Location': url }),
      },
      url,
    };
  }
}

/** `upload-offset` → `Upload-Offset`, as all else that the house says. */
function spelled(name: string): string {
  return name.replace(/(?<![a-z])[a-z]/g, (letter) => letter.toUpperCase());
}

/** Without a body: the store reads that by itself. */
function webRequestOf({ incoming, key, method }: TusRequest): Request {
  const headers = asked.flatMap((name) => headerOf(incoming.headers, name));
  return new Request(`http://localhost${tusPath}/${idOf(key)}`, { method, headers });
}

function headerOf(headers: IncomingHttpHeaders, name: string): [string, string][] {
  const value = headers[name];
  return value === undefined ? [] : [[name, String(value)]];
}
