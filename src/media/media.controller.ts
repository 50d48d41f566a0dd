import { pipeline } from 'node:stream/promises';
import { Controller, Get, Req, Res, VERSION_NEUTRAL } from '@nestjs/common';
import type { Request, Response } from 'express';
import { unknownRoute } from '../jsonapi/errors/request.errors.js';
import { JsonApiError } from '../jsonapi/errors/fault.js';
import { MediaFiles } from './media-files.js';
import { redirectHeaders, respondWith } from './media-response.js';

/** The bytes of stored files, streamed: here the response itself is what is made. */
@Controller({ path: 'media', version: VERSION_NEUTRAL })
export class MediaController {
  constructor(private readonly files: MediaFiles) {}

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
    // Before the headers: a refusal is not to be kept for a year.
    const content = await this.files.open(found, body.range);
    response.status(status).set(headers);
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
