import { length } from 'class-validator';
import { type Codec, Refusal } from '../../jsonapi/resource/codec.js';
import { text } from '../../jsonapi/resource/codecs.js';

/** Characters of a new password. The longest is there because hashing it costs time. */
export const passwordLength = { minimum: 8, maximum: 1000 } as const;

/** A password that is to be set, where no entity's rules judge it. */
export const newPassword: Codec<string> = {
  ...text,
  name: 'new-password',
  parse(wire) {
    const parsed = text.parse(wire);
    const { maximum, minimum } = passwordLength;
    if (parsed instanceof Refusal || length(parsed, minimum, maximum)) return parsed;
    return new Refusal(`must have ${minimum} to ${maximum} characters`);
  },
};
