import { Body, Controller, Header, Headers, HttpCode, Post } from '@nestjs/common';
import { missingMember } from '../../jsonapi/errors/document.errors.js';
import { JsonApiError } from '../../jsonapi/errors/fault.js';
import type { EncodedBody } from '../../jsonapi/response/encoded-body.js';
import { bearerToken } from '../bearer-token.js';
import { IgnoresToken } from '../ignores-token.decorator.js';
import { RefreshTokenPipe } from './refresh-token.pipe.js';
import { SessionService } from './session.service.js';
import { tokenAnswer } from './token-answer.js';

/** Going on with a session. */
@Controller('auth/token')
@IgnoresToken()
export class RefreshController {
  constructor(private readonly sessions: SessionService) {}

  /** Open Event's clients send the refresh token in the place of the access token. */
  @Post('refresh')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  async refresh(
    @Headers('authorization') authorization: string | undefined,
    @Body(RefreshTokenPipe) sent: string | undefined,
  ): Promise<EncodedBody> {
    const refreshToken = sent ?? bearerToken(authorization);
    if (refreshToken === undefined) throw new JsonApiError(missingMember('', 'refresh_token'));
    return tokenAnswer(await this.sessions.refresh(refreshToken));
  }
}
