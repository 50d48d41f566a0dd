import { Body, Controller, HttpCode, Ip, Post } from '@nestjs/common';
import { EncodedBody } from '../../jsonapi/response/encoded-body.js';
import { IgnoresToken } from '../ignores-token.decorator.js';
import { AddressPipe } from '../letters/address.pipe.js';
import { AddressProof } from '../letters/address-proof.js';
import { LetterRequests, onItsWay } from '../letters/letter-requests.js';
import { type SentToken, SentTokenPipe } from '../letters/sent-token.pipe.js';

const verified = EncodedBody.json({ message: 'The e-mail address is verified.' });

/** Proving that an address is one's own. */
@Controller('auth')
@IgnoresToken()
export class VerificationController {
  constructor(
    private readonly proof: AddressProof,
    private readonly letters: LetterRequests,
  ) {}

  @Post('verify-email')
  @HttpCode(200)
  async verify(@Body(SentTokenPipe) token: SentToken): Promise<EncodedBody> {
    await this.proof.redeem(token, { purpose: 'verify-email', passwordHash: async () => null });
    return verified;
  }

  @Post('resend-verification-email')
  @HttpCode(200)
  async resend(@Body(AddressPipe) email: string, @Ip() client: string): Promise<EncodedBody> {
    await this.letters.request('verify-email', { client, email });
    return onItsWay;
  }
}
