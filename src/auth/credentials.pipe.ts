import { Injectable, type PipeTransform } from '@nestjs/common';
import { invalidValue, missingMember } from '../jsonapi/errors/errors.js';
import { type Fault, JsonApiError } from '../jsonapi/errors/fault.js';
import { Refusal } from '../jsonapi/resource/codec.js';
import { text } from '../jsonapi/resource/codecs.js';

export interface Credentials {
  readonly email: string;
  readonly password: string;
}

/** `{"email" or "username", "password"}`, plain JSON. */
@Injectable()
export class CredentialsPipe implements PipeTransform<unknown, Credentials> {
  /** @throws JsonApiError 422 with a pointer for each member that is missing or no text */
  transform(body: unknown): Credentials {
    const members = (typeof body === 'object' && body !== null ? body : {}) as Record<
      string,
      unknown
    >;
    const name = 'username' in members && !('email' in members) ? 'username' : 'email';
    const faults = [name, 'password'].flatMap((member) => fault(members, member) ?? []);
    if (faults.length > 0) throw new JsonApiError(faults);
    return { email: members[name] as string, password: members['password'] as string };
  }
}

function fault(members: Readonly<Record<string, unknown>>, member: string): Fault | null {
  if (!(member in members)) return missingMember('', member);
  const parsed = text.parse(members[member]);
  return parsed instanceof Refusal
    ? invalidValue(`/${member}`, `"${member}" ${parsed.detail}.`)
    : null;
}
