import { Body, Controller, HttpCode, Post, VERSION_NEUTRAL } from '@nestjs/common';
import { EncodedBody } from '../jsonapi/response/encoded-body.js';
import { type Credentials, CredentialsPipe } from './credentials.pipe.js';
import { SessionService } from './session.service.js';

/** Logging in. Open Event's clients know it under three paths. */
@Controller({ path: ['auth/session', 'auth/login'], version: ['1', VERSION_NEUTRAL] })
export class SessionController {
  constructor(private readonly sessions: SessionService) {}

  @Post()
  @HttpCode(200)
  async open(@Body(CredentialsPipe) credentials: Credentials): Promise<EncodedBody> {
    return EncodedBody.json({ access_token: await this.sessions.open(credentials) });
  }
}
