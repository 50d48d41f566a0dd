import { Body, Controller, Header, HttpCode, Ip, Patch, Post, UseGuards } from '@nestjs/common';
import { EncodedBody } from '../../jsonapi/response/encoded-body.js';
import type { Caller, User } from '../caller.js';
import { CurrentCaller } from '../current-caller.decorator.js';
import { IgnoresToken } from '../ignores-token.decorator.js';
import { AddressPipe } from '../letters/address.pipe.js';
import type { ProvenAccount } from '../letters/address-proof.js';
import { LetterRequests, onItsWay } from '../letters/letter-requests.js';
import { tokenMembers } from '../sessions/token-answer.js';
import { SignedInGuard } from '../signed-in.guard.js';
import { type PasswordChange, PasswordChangePipe } from './password-change.pipe.js';
import { PasswordChangeService } from './password-change.service.js';
import { type PasswordReset, PasswordResetPipe } from './password-reset.pipe.js';
import { PasswordResetService } from './password-reset.service.js';

/** New passwords, answered as Open Event answers. */
@Controller('auth')
export class PasswordController {
  constructor(
    private readonly changes: PasswordChangeService,
    private readonly letters: LetterRequests,
    private readonly resets: PasswordResetService,
  ) {}

  @Post('reset-password')
  @HttpCode(200)
  @IgnoresToken()
  async request(@Body(AddressPipe) email: string, @Ip() client: string): Promise<EncodedBody> {
    await this.letters.request('reset-password', { client, email });
    return onItsWay;
  }

  @Patch('reset-password')
  @IgnoresToken()
  async reset(
    @Body(PasswordResetPipe) reset: PasswordReset,
    @CurrentCaller() { origin }: Caller,
  ): Promise<EncodedBody> {
    return EncodedBody.json(owner(await this.resets.reset(reset, origin)));
  }

  @Post('change-password')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @UseGuards(SignedInGuard)
  async change(
    @Body(PasswordChangePipe) change: PasswordChange,
    @CurrentCaller() caller: User,
    @Ip() client: string,
  ): Promise<EncodedBody> {
    const { account, tokens } = await this.changes.change(change, caller, client);
    const members = { ...owner(account), 'password-changed': true, ...tokenMembers(tokens) };
    return EncodedBody.json(members);
  }
}

function owner({ email, id, name }: ProvenAccount): object {
  return { id, email, name };
}
