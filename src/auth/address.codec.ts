import { isEmail } from 'class-validator';
import { type Codec, Refusal } from '../jsonapi/resource/codec.js';
import { email } from '../jsonapi/resource/email.codec.js';

/** Something that could be an e-mail address; whether anybody has it is another question. */
export const address: Codec<string> = {
  ...email,
  name: 'address',
  parse(wire) {
    const parsed = email.parse(wire);
    // The first admin's may be of a host without a dot.
    if (parsed instanceof Refusal || isEmail(parsed, { require_tld: false })) return parsed;
    return new Refusal('must be an e-mail address');
  },
};
