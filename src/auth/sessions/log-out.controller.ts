import { Body, Controller, Headers, HttpCode, Post, UseGuards } from '@nestjs/common';
import { EncodedBody } from '../../jsonapi/response/encoded-body.js';
import type { User } from '../caller.js';
import { CurrentCaller } from '../current-caller.decorator.js';
import { IgnoresToken } from '../ignores-token.decorator.js';
import { SignedInGuard } from '../signed-in.guard.js';
import { LogOutService } from './log-out.service.js';
import { RefreshTokenPipe } from './refresh-token.pipe.js';

/** As Open Event answers. */
const done = EncodedBody.json({ success: true });

/** Logging out. */
@Controller('auth')
export class LogOutController {
  constructor(private readonly logOut: LogOutService) {}

  @Post('logout')
  @HttpCode(200)
  @IgnoresToken()
  async here(
    @Headers('authorization') authorization: string | undefined,
    @Body(RefreshTokenPipe) refreshToken: string | undefined,
  ): Promise<EncodedBody> {
    await this.logOut.here({ authorization, refreshToken });
    return done;
  }

  /** Open Event's name for it is the second. */
  @Post(['logout-everywhere', 'blacklist'])
  @HttpCode(200)
  @UseGuards(SignedInGuard)
  async everywhere(@CurrentCaller() caller: User): Promise<EncodedBody> {
    await this.logOut.everywhere(caller);
    return done;
  }
}
