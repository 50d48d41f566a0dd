import { Controller, Delete, Head, Patch, Post, Req, Res, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import { callerOf } from '../../auth/caller.js';
import { SignedInGuard } from '../../auth/signed-in.guard.js';
import { notFound } from '../../jsonapi/errors/data.errors.js';
import { unauthenticated } from '../../jsonapi/errors/request.errors.js';
import { JsonApiError } from '../../jsonapi/errors/fault.js';
import { EncodedBody } from '../../jsonapi/response/encoded-body.js';
import { createKey, parseKey } from '../../storage/storage-key.js';
import { tusMethod } from './tus-method.js';
import { tusFolder } from './tus-request.js';
import { TusExchange } from './tus.exchange.js';
import { TusGuard } from './tus.guard.js';

/** Files that arrive over several requests, by the tus protocol; its answers have forms of their own. */
@Controller('upload/tus')
@UseGuards(SignedInGuard, TusGuard)
export class TusController {
  constructor(private readonly exchange: TusExchange) {}

  @Post()
  async begin(@Req() request: Request, @Res() response: Response): Promise<void> {
    await this.#answer(request, response);
  }

  @Head(':id')
  async tell(@Req() request: Request, @Res() response: Response): Promise<void> {
    await this.#answer(request, response);
  }

  @Patch(':id')
  async goOn(@Req() request: Request, @Res() response: Response): Promise<void> {
    await this.#answer(request, response);
  }

  @Delete(':id')
  async end(@Req() request: Request, @Res() response: Response): Promise<void> {
    await this.#answer(request, response);
  }

  /** Another method, hidden from a proxy. */
  @Post(':id')
  async hidden(@Req() request: Request, @Res() response: Response): Promise<void> {
    await this.#answer(request, response);
  }

  async #answer(incoming: Request, response: Response): Promise<void> {
    const caller = callerOf(incoming);
    if (caller.kind !== 'user') throw new JsonApiError(unauthenticated());
    const { id } = incoming.params;
    const key = id === undefined ? createKey(tusFolder) : parseKey(`${tusFolder}/${String(id)}`);
    if (key === null) throw new JsonApiError(notFound('upload with this id'));
    const method = tusMethod(incoming) ?? incoming.method;
    const { headers, status, url } = await this.exchange.answer({ incoming, method, key, caller });
    response.status(status).set(headers);
    // A 204, which the protocol demands of a PATCH, has no body.
    if (status !== 201 || url === null) return void response.end();
    const { bytes, contentType } = EncodedBody.json({ url });
    response.setHeader('Content-Type', contentType).end(bytes);
  }
}
