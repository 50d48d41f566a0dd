import type { Meta } from '../document.js';
import type { Fault } from './fault.js';

/** What is wrong with a document; one function per kind of fault. docs/errors.md lists the whole catalogue. */

export const malformedBody = (detail: string): Fault => ({
  status: 400,
  code: 'malformed-body',
  title: 'The body cannot be read',
  detail,
});

/** Pointers go to `path` itself, which is in the document. */
export const invalidDocument = (pointer: string, detail: string): Fault => ({
  status: 422,
  code: 'invalid-document',
  title: 'The document is not a valid JSON:API request document',
  detail,
  source: { pointer },
});

export const unknownMember = (pointer: string, member: string): Fault => ({
  status: 422,
  code: 'unknown-member',
  title: 'The member is not known',
  detail: `"${member}" is no member of this resource.`,
  source: { pointer },
  meta: { member },
});

/** `pointer` leads to the object that lacks the member; `meta.member` names it. */
export const missingMember = (pointer: string, member: string): Fault => ({
  status: 422,
  code: 'missing-member',
  title: 'A required member is missing',
  detail: `"${member}" is required.`,
  source: { pointer },
  meta: { member },
});

export const invalidValue = (pointer: string, detail: string, meta?: Meta): Fault => ({
  status: 422,
  code: 'invalid-value',
  title: 'The value is not valid',
  detail,
  source: { pointer },
  ...(meta && { meta }),
});

export const typeMismatch = (pointer: string, expected: string, actual: unknown): Fault => ({
  status: 409,
  code: 'type-mismatch',
  title: 'The type does not belong here',
  detail: `The type must be "${expected}"${typeof actual === 'string' ? `, not "${actual}"` : ''}.`,
  source: { pointer },
  meta: { expected },
});

export const idMismatch = (pointer: string, expected: string): Fault => ({
  status: 409,
  code: 'id-mismatch',
  title: 'The id does not match the URL',
  detail: `The id must be "${expected}", as in the URL.`,
  source: { pointer },
  meta: { expected },
});

export const clientIdForbidden = (pointer: string): Fault => ({
  status: 403,
  code: 'client-id-forbidden',
  title: 'Ids are given by the server',
  detail:
    'Leave out the id of a resource that is to be created; "lid" may name it inside the request.',
  source: { pointer },
});

export const relationshipReadonly = (name: string, source?: Fault['source']): Fault => ({
  status: 403,
  code: 'relationship-readonly',
  title: 'The relationship cannot be changed this way',
  detail: `The relationship "${name}" cannot be changed this way.`,
  ...(source && { source }),
});

/** Silence would let a client believe that it has moved something. */
export const setOnce = (pointer: string, member: string): Fault => ({
  status: 403,
  code: 'set-once',
  title: 'The member is set once',
  detail: `"${member}" is set when the resource is made, and stays as it is.`,
  source: { pointer },
  meta: { member },
});

export const tooManyOperations = (limit: number, actual: number): Fault => ({
  status: 413,
  code: 'too-many-operations',
  title: 'The request has too many operations',
  detail: `A request may have at most ${limit} operations; this one has ${actual}.`,
  source: { pointer: '/atomic:operations' },
  meta: { limit, actual },
});
