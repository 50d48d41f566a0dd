import { Injectable, type PipeTransform } from '@nestjs/common';
import { text } from '../../jsonapi/resource/codecs.js';
import type { SentToken } from '../letters/sent-token.pipe.js';
import { PlainBody } from '../plain-body.js';
import { newPassword } from './password.codec.js';

export interface PasswordReset {
  readonly sent: SentToken;
  readonly password: string;
}

/** `{"token", "password"}` */
@Injectable()
export class PasswordResetPipe implements PipeTransform<unknown, PasswordReset> {
  /** @throws JsonApiError 422 */
  transform(body: unknown): PasswordReset {
    const plain = new PlainBody(body);
    const { password, token } = plain.read({ token: text, password: newPassword });
    return { password, sent: { token, pointer: plain.pointerTo('token') } };
  }
}
