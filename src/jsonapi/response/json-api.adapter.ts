import { type ServerOptions, createServer } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { Logger } from '@nestjs/common';
import { ExpressAdapter } from '@nestjs/platform-express';
import type { Response } from 'express';
import { EncodedBody } from './encoded-body.js';
import { StreamedBody } from './streamed-body.js';

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
    if (body instanceof StreamedBody) return stream(body, response);
    if (!(body instanceof EncodedBody)) return super.reply(response, body, statusCode);
    if (response.headersSent || response.destroyed) return undefined;
    if (statusCode !== undefined) response.statusCode = statusCode;
    response.setHeader('Content-Type', body.contentType);
    response.setHeader('Content-Length', body.bytes.length);
    return response.end(body.bytes);
  }
}

const logger = new Logger('StreamedBody');

/** Ends as the client does: what breaks off is no whole answer, and must not look like one. */
async function stream(body: StreamedBody, response: Response): Promise<void> {
  try {
    if (response.headersSent || response.destroyed) return;
    response.setHeader('Content-Type', body.contentType);
    if (body.length !== null) response.setHeader('Content-Length', body.length);
    if (response.req.method === 'HEAD') response.end();
    else await pipeline(body.open(), response);
  } catch (error) {
    response.destroy();
    if (!hasLeft(error)) logger.error(error);
  } finally {
    await body.dispose();
  }
}

function hasLeft(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ERR_STREAM_PREMATURE_CLOSE';
}
