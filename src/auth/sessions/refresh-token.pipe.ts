import { Injectable, type PipeTransform } from '@nestjs/common';
import { text } from '../../jsonapi/resource/codecs.js';
import { PlainBody } from '../plain-body.js';

/** `{"refresh_token"?}` */
@Injectable()
export class RefreshTokenPipe implements PipeTransform<unknown, string | undefined> {
  /** @throws JsonApiError 422 where it is no text */
  transform(body: unknown): string | undefined {
    return new PlainBody(body).read({}, { refresh_token: text }).refresh_token;
  }
}
