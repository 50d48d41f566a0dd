import { Controller, Options, Req, Res } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { Request, Response } from 'express';
import { IgnoresToken } from '../../auth/ignores-token.decorator.js';
import { type RoutedApp, allowedMethods } from '../../jsonapi/errors/allowed-methods.js';
import { MediaConfig } from '../media.config.js';
import { maxBytesOf } from '../proof/file-kind.js';
import { tusExtensions, tusVersion } from './tus-headers.js';

/** What can be done with resumable uploads, for everybody: browsers ask without credentials. */
@Controller('upload/tus')
@IgnoresToken()
export class TusOptionsController {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly config: MediaConfig,
  ) {}

  /** https://tus.io/protocols/resumable-upload#options */
  @Options(['', ':id'])
  tell(@Req() { path }: Request, @Res() response: Response): void {
    const allowed = allowedMethods(this.host.httpAdapter.getInstance<RoutedApp>(), path);
    response
      .status(204)
      .set({
        Allow: allowed.join(', '),
        'Tus-Version': tusVersion,
        'Tus-Extension': tusExtensions.join(','),
        'Tus-Max-Size': String(maxBytesOf('file', this.config)),
      })
      .end();
  }
}
