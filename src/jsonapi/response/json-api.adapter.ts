import { type ServerOptions, createServer } from 'node:http';
import { ExpressAdapter } from '@nestjs/platform-express';
import type { Response } from 'express';
import { EncodedBody } from './encoded-body.js';

/**
 * Nest on Express, but encoded bodies are written as they are: Express would add a charset parameter, which
 * JSON:API forbids, and would hash every body for an ETag of its own.
 */
export class JsonApiAdapter extends ExpressAdapter {
  /** @param serverOptions limits of Node's server */
  constructor(private readonly serverOptions: ServerOptions = {}) {
    super();
  }

  override initHttpServer(): void {
    this.httpServer = createServer(this.serverOptions, this.getInstance());
  }

  override reply(response: Response, body: unknown, statusCode?: number): unknown {
    if (!(body instanceof EncodedBody)) return super.reply(response, body, statusCode);
    if (response.headersSent || response.destroyed) return undefined;
    if (statusCode !== undefined) response.statusCode = statusCode;
    response.setHeader('Content-Type', body.contentType);
    response.setHeader('Content-Length', body.bytes.length);
    return response.end(body.bytes);
  }
}
