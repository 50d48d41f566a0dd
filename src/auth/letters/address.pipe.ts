import { Injectable, type PipeTransform } from '@nestjs/common';
import { address } from '../address.codec.js';
import { PlainBody } from '../plain-body.js';

/** `{"email"}` → the address. */
@Injectable()
export class AddressPipe implements PipeTransform<unknown, string> {
  /** @throws JsonApiError 422 */
  transform(body: unknown): string {
    return new PlainBody(body).read({ email: address }).email;
  }
}
