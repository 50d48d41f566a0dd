import { Injectable, type PipeTransform } from '@nestjs/common';
import { boolean, text } from '../../jsonapi/resource/codecs.js';
import { PlainBody } from '../plain-body.js';

export interface Credentials {
  readonly email: string;
  readonly password: string;
  /** Whether the session is to outlive its first access token. */
  readonly remember: boolean;
}

/** `{"email" or "username", "password", "remember-me"?}`, plain JSON. */
@Injectable()
export class CredentialsPipe implements PipeTransform<unknown, Credentials> {
  /** @throws JsonApiError 422 with a pointer for each member that is missing or of the wrong kind */
  transform(sent: unknown): Credentials {
    const body = new PlainBody(sent);
    const name = body.has('username') && !body.has('email') ? 'username' : 'email';
    const values = body.read({ [name]: text, password: text }, { 'remember-me': boolean });
    const { password, 'remember-me': remember = false } = values;
    return { email: values[name] as string, password, remember };
  }
}
