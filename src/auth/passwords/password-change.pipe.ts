import { Injectable, type PipeTransform } from '@nestjs/common';
import { invalidValue } from '../../jsonapi/errors/document.errors.js';
import { JsonApiError } from '../../jsonapi/errors/fault.js';
import { text } from '../../jsonapi/resource/codecs.js';
import { PlainBody } from '../plain-body.js';
import { newPassword } from './password.codec.js';

export interface PasswordChange {
  readonly oldPassword: string;
  readonly newPassword: string;
  /** Of the old one in the body. */
  readonly pointer: string;
}

/** `{"old-password", "new-password"}` */
@Injectable()
export class PasswordChangePipe implements PipeTransform<unknown, PasswordChange> {
  /** @throws JsonApiError 422 */
  transform(sent: unknown): PasswordChange {
    const body = new PlainBody(sent);
    const values = body.read({ 'old-password': text, 'new-password': newPassword });
    const change = {
      oldPassword: values['old-password'],
      newPassword: values['new-password'],
      pointer: body.pointerTo('old-password'),
    };
    if (change.newPassword !== change.oldPassword) return change;
    const detail = '"new-password" must be another one than the old.';
    throw new JsonApiError(invalidValue(body.pointerTo('new-password'), detail));
  }
}
