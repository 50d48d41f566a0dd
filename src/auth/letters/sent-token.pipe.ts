import { Injectable, type PipeTransform } from '@nestjs/common';
import { text } from '../../jsonapi/resource/codecs.js';
import { PlainBody } from '../plain-body.js';

/** A token from a mail, as a client sends it back. */
export interface SentToken {
  readonly token: string;
  /** Of the token in the body. */
  readonly pointer: string;
}

/** `{"token"}` */
@Injectable()
export class SentTokenPipe implements PipeTransform<unknown, SentToken> {
  /** @throws JsonApiError 422 */
  transform(sent: unknown): SentToken {
    const body = new PlainBody(sent);
    return { ...body.read({ token: text }), pointer: body.pointerTo('token') };
  }
}
