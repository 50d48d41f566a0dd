import {
  type ArgumentsHost,
  Catch,
  type ExceptionFilter,
  HttpException,
  Logger,
  NotFoundException,
} from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { Request, Response } from 'express';
import { hasBody } from '../request/body-announcement.js';
import { EncodedBody } from '../response/encoded-body.js';
import { LinkBuilder } from '../response/link-builder.js';
import { isForCapacity, recordCapacity } from './capacity.js';
import { errorDocument, statusOf } from './error-document.js';
import { type RoutedApp, allowedMethods } from './allowed-methods.js';
import { malformedBody } from './document.errors.js';
import { methodNotAllowed, unknownRoute } from './request.errors.js';
import { serverError, unavailable } from './server.errors.js';
import { type Fault, JsonApiError } from './fault.js';

/** Whatever was thrown → an errors document. */
@Catch()
export class JsonApiExceptionFilter implements ExceptionFilter {
  readonly #logger = new Logger('Fault');

  constructor(
    private readonly host: HttpAdapterHost,
    private readonly links: LinkBuilder,
  ) {}

  /** What those who know more of it than the protocol does make of what was thrown. */
  protected refusalOf(thrown: unknown): unknown {
    return thrown;
  }

  catch(whatever: unknown, host: ArgumentsHost): void {
    const thrown = this.refusalOf(whatever);
    const http = host.switchToHttp();
    const request = http.getRequest<Request>();
    const response = http.getResponse<Response>();
    const unrouted = isUnrouted(thrown) ? this.#allowed(request) : [];
    if (request.method === 'OPTIONS' && unrouted.length > 0) {
      response.status(204).setHeader('Allow', unrouted.join(', ')).end();
      return;
    }
    const faults = faultsOf(thrown, request, unrouted);
    const status = statusOf(faults);
    if (isForCapacity(faults)) recordCapacity(response, faults);
    else if (status >= 500) this.#logger.error(causes(thrown));
    if (response.headersSent) {
      // Too late for a document: a broken connection tells the client that what it has is not whole.
      response.destroy();
      return;
    }
    for (const { headers = {} } of faults)
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    response.vary('Accept');
    // Nobody wants the rest of a body that is refused; to keep the connection would be to read it.
    if (hasBody(request.headers) && !request.complete) response.setHeader('Connection', 'close');
    const document = errorDocument(faults, this.links.publicUrl);
    this.host.httpAdapter.reply(response, EncodedBody.document(document), status);
  }

  #allowed({ path }: Request): readonly string[] {
    return allowedMethods(this.host.httpAdapter.getInstance<RoutedApp>(), path);
  }
}

/** Nest's own words for a path and method that no handler serves. */
function isUnrouted(thrown: unknown): boolean {
  return thrown instanceof NotFoundException;
}

function faultsOf(thrown: unknown, request: Request, allowed: readonly string[]): readonly Fault[] {
  if (thrown instanceof JsonApiError) return thrown.faults;
  if (allowed.length > 0) return [methodNotAllowed(request.method, allowed)];
  if (isShortOfDescriptors(thrown)) return [unavailable('Too much is open at once.', 5)];
  const status = thrown instanceof HttpException ? thrown.getStatus() : clientStatus(thrown);
  if (status === 404) return [unknownRoute(request.path)];
  return status !== null && status < 500
    ? [{ ...malformedBody(`The request cannot be read: ${(thrown as Error).message}.`), status }]
    : [serverError()];
}

/** Of this process, or of the machine: others will be done soon. */
function isShortOfDescriptors(thrown: unknown): boolean {
  const code: unknown = thrown instanceof Error && 'code' in thrown ? thrown.code : null;
  return code === 'EMFILE' || code === 'ENFILE';
}

/** Express marks what a client did wrong, such as a path that is no UTF-8, with a status. */
function clientStatus(thrown: unknown): number | null {
  const status: unknown = thrown instanceof Error && 'status' in thrown ? thrown.status : null;
  return typeof status === 'number' ? status : null;
}

/** The stack with those of its causes: for the log, never for an answer. */
function causes(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  const stack = thrown.stack ?? thrown.message;
  return thrown.cause === undefined ? stack : `${stack}\nCaused by: ${causes(thrown.cause)}`;
}
