import { pipeline } from 'node:stream/promises';
import { Controller, Get, Req, Res, VERSION_NEUTRAL } from '@nestjs/common';
import type { Request, Response } from 'express';
import { unknownRoute } from '../jsonapi/errors/errors.js';
import { JsonApiError } from '../jsonapi/errors/fault.js';
import { FileStorage } from '../storage/file-storage.js';
import { MediaFiles } from './media-files.js';
import { redirectHeaders, respondWith } from './media-response.js';

/** The bytes of stored files, streamed: here the response itself is what is made. */
@Controller({ path: 'media', version: VERSION_NEUTRAL })
export class MediaController {
  constructor(
    private readonly files: MediaFiles,
    private readonly storage: FileStorage,
  ) {}

  /** Nest serves HEAD with it; Node leaves out the body then. */
  @Get('*path')
  async serve(@Req() request: Request, @Res() response: Response): Promise<void> {
    const found = await this.files.find(request.path, request.headers.accept);
    if (found === null) throw new JsonApiError(unknownRoute(request.path));
    const { body, headers, status } = respondWith(found, request);
    if (found.negotiated) response.vary('Accept');
    response.set(hardened);
    if (body === undefined || request.method === 'HEAD') {
      response.status(status).set(headers);
      response.end();
      return;
    }
    const link = await this.files.linkTo(found);
    if (link !== null) {
      redirect(response, redirectHeaders(link, found));
      return;
    }
    response.status(status).set(headers);
    const content = await this.storage.read(found.file.name, body.range);
    await pipeline(content, response).catch(() => response.destroy());
  }
}

/** A reader's Range goes along with him. */
function redirect(response: Response, headers: Readonly<Record<string, string>>): void {
  response.status(302).set(headers).end();
}

/** A file opened on its own can run nothing, whatever its bytes. */
const hardened = {
  'Content-Security-Policy': "default-src 'none'; sandbox",
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'X-Content-Type-Options': 'nosniff',
};
