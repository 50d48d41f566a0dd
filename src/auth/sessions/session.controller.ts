import { Body, Controller, Header, HttpCode, Ip, Post, VERSION_NEUTRAL } from '@nestjs/common';
import type { EncodedBody } from '../../jsonapi/response/encoded-body.js';
import { IgnoresToken } from '../ignores-token.decorator.js';
import { type Credentials, CredentialsPipe } from './credentials.pipe.js';
import { tokenAnswer } from './token-answer.js';
import { SessionService } from './session.service.js';

/** Logging in. Open Event's clients know it under three paths. */
@Controller({ path: ['auth/session', 'auth/login'], version: ['1', VERSION_NEUTRAL] })
@IgnoresToken()
export class SessionController {
  constructor(private readonly sessions: SessionService) {}

  @Post()
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  async open(
    @Body(CredentialsPipe) credentials: Credentials,
    @Ip() client: string,
  ): Promise<EncodedBody> {
    return tokenAnswer(await this.sessions.open(credentials, client));
  }
}
