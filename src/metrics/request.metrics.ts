import type { IncomingMessage, ServerResponse } from 'node:http';
import { Injectable } from '@nestjs/common';
import { Counter, Histogram, Registry } from 'prom-client';
import { uploadsOf } from '../media/upload-record.js';

/** From a cached read to a large picture over a thin line. */
const buckets = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

const knownMethods: ReadonlySet<string> = new Set([
  'GET',
  'HEAD',
  'POST',
  'PATCH',
  'PUT',
  'DELETE',
  'OPTIONS',
]);

/** Express puts the route that answers on its request. */
type RoutedRequest = IncomingMessage & { readonly route?: { readonly path?: unknown } };

/**
 * Counts and times requests. Their labels are what the server has, never what a client sends: a path with ids in it
 * would make a series of each.
 */
@Injectable()
export class RequestMetrics {
  readonly #requests: Counter<'method' | 'route' | 'status'>;
  readonly #seconds: Histogram<'method' | 'route'>;
  readonly #uploads: Counter<'outcome'>;
  readonly #uploadBytes: Counter<'outcome'>;

  constructor(registry: Registry) {
    const registers = [registry];
    this.#requests = new Counter({
      name: 'marquee_http_requests_total',
      help: 'Requests that have ended, by the template of their route.',
      labelNames: ['method', 'route', 'status'],
      registers,
    });
    this.#seconds = new Histogram({
      name: 'marquee_http_request_seconds',
      help: 'From the head of a request to the end of its answer.',
      labelNames: ['method', 'route'],
      buckets,
      registers,
    });
    this.#uploads = new Counter({
      name: 'marquee_uploads_total',
      help: 'Pictures and files whose arrival has begun, or ended if it is resumable, by what became of their request.',
      labelNames: ['outcome'],
      registers,
    });
    this.#uploadBytes = new Counter({
      name: 'marquee_upload_bytes_total',
      help: 'Their bytes, decoded.',
      labelNames: ['outcome'],
      registers,
    });
  }

  /** Stands before everything else. */
  readonly middleware = (
    request: IncomingMessage,
    response: ServerResponse,
    next: () => void,
  ): void => {
    const began = performance.now();
    response.once('close', () => this.#record(request, response, began));
    next();
  };

  #record(request: RoutedRequest, response: ServerResponse, began: number): void {
    const method = knownMethods.has(request.method ?? '') ? String(request.method) : 'other';
    const path = request.route?.path;
    const route = typeof path === 'string' ? path : 'none';
    const isWhole = response.writableFinished;
    this.#requests.inc({ method, route, status: isWhole ? response.statusCode : 'aborted' });
    this.#seconds.observe({ method, route }, (performance.now() - began) / 1000);
    const uploads = uploadsOf(request);
    if (uploads === undefined || uploads.count + uploads.bytes === 0) return;
    const outcome = isWhole ? outcomeOf(response.statusCode) : 'aborted';
    this.#uploads.inc({ outcome }, uploads.count);
    this.#uploadBytes.inc({ outcome }, uploads.bytes);
  }
}

function outcomeOf(status: number): 'kept' | 'refused' | 'failed' {
  if (status < 400) return 'kept';
  return status < 500 ? 'refused' : 'failed';
}
