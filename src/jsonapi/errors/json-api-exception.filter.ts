import {
  type ArgumentsHost,
  Catch,
  type ExceptionFilter,
  HttpException,
  Logger,
} from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { Request, Response } from 'express';
import { EncodedBody } from '../response/encoded-body.js';
import { errorDocument, statusOf } from './error-document.js';
import { malformedBody, serverError, unknownRoute } from './errors.js';
import { type Fault, JsonApiError } from './fault.js';

/** Whatever was thrown → an errors document. */
@Catch()
export class JsonApiExceptionFilter implements ExceptionFilter {
  readonly #logger = new Logger('Fault');

  constructor(private readonly host: HttpAdapterHost) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const response = http.getResponse<Response>();
    const faults = faultsOf(thrown, http.getRequest<Request>());
    const status = statusOf(faults);
    if (status >= 500) this.#logger.error(causes(thrown));
    if (response.headersSent) {
      // Too late for a document: a broken connection tells the client that what it has is not whole.
      response.destroy();
      return;
    }
    for (const { headers = {} } of faults)
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    response.vary('Accept');
    this.host.httpAdapter.reply(response, EncodedBody.document(errorDocument(faults)), status);
  }
}

function faultsOf(thrown: unknown, request: Request): readonly Fault[] {
  if (thrown instanceof JsonApiError) return thrown.faults;
  const status = thrown instanceof HttpException ? thrown.getStatus() : clientStatus(thrown);
  if (status === 404) return [unknownRoute(request.path)];
  return status !== null && status < 500
    ? [{ ...malformedBody(`The request cannot be read: ${(thrown as Error).message}.`), status }]
    : [serverError()];
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
