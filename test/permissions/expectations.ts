import type { Person } from '../support/gathering.js';

/** Everybody, in the order of the letters below. */
export const everybody: readonly Person[] = [
  'admin',
  'owner',
  'organizer',
  'coorganizer',
  'submitter',
  'rival',
  'stranger',
  'nobody',
];

/** In what state an event is, or its part: `hidden` is a part of a published event that is not public itself. */
export const situations = ['published', 'draft', 'private', 'deleted', 'hidden'] as const;
export type Situation = (typeof situations)[number];

/** What everybody is answered, a letter each: y(es), n(o: 403), a(uthenticate: 401), m(issing: 404). */
export interface Expected {
  readonly read: string;
  readonly create: string;
  readonly update: string;
  readonly delete: string;
}

type Expectations = Readonly<Partial<Record<Situation, Expected>>>;

/** Those who make an event are the first four; to the others, what is not public is missing. */
const toItsMakers: Expected = {
  read: 'yyyymmmm',
  create: 'yyyymmma',
  update: 'yyyymmmm',
  delete: 'yyyymmmm',
};

const toNobody: Expected = {
  read: 'mmmmmmmm',
  create: 'mmmmmmma',
  update: 'mmmmmmmm',
  delete: 'mmmmmmmm',
};

const part = {
  published: { read: 'yyyyyyyy', create: 'yyyynnna', update: 'yyyynnna', delete: 'yyyynnna' },
  draft: toItsMakers,
  private: toItsMakers,
  deleted: toNobody,
} satisfies Expectations;

/** The call is open while the event is published, and closed where its part is hidden. */
const submission: Expectations = {
  ...part,
  published: { ...part.published, create: 'yyyyyyya' },
  hidden: { read: 'yyyyymmm', create: 'yyyynnna', update: 'yyyyymmm', delete: 'yyyyymmm' },
};

/** Of what belongs to no event: what there is of it everybody sees. */
const catalogue: Expectations = {
  published: { read: 'yyyyyyyy', create: 'ynnnnnna', update: 'ynnnnnna', delete: 'ynnnnnna' },
};

const feedbackOfCoorganizer = { ...toItsMakers, update: 'ynnymmmm' };
const role = { read: 'yyyymmmm', create: 'yyynmmma', update: 'yyynmmmm', delete: 'yyynmmmm' };

/** A type that is not here fails the test. */
export const expectations: Readonly<Record<string, Expectations>> = {
  event: {
    published: { read: 'yyyyyyyy', create: 'yyyyyyya', update: 'yyyynnna', delete: 'yynnnnna' },
    draft: { ...toItsMakers, create: 'yyyyyyya', delete: 'yynnmmmm' },
    private: { ...toItsMakers, create: 'yyyyyyya', delete: 'yynnmmmm' },
    deleted: { ...toNobody, create: 'yyyyyyya' },
  },
  // Each of them somebody else than those who ask.
  user: {
    published: { read: 'yyyyyyyy', create: 'yyyyyyyy', update: 'ynnnnnna', delete: 'ynnnnnna' },
    deleted: { ...toNobody, create: 'yyyyyyyy' },
  },
  session: submission,
  speaker: submission,
  track: part,
  'session-type': part,
  microlocation: part,
  sponsor: part,
  exhibitor: part,
  'social-link': part,
  'event-copyright': part,
  faq: part,
  'speakers-call': {
    ...part,
    hidden: { read: 'yyyymmmm', create: 'yyyynnna', update: 'yyyymmmm', delete: 'yyyymmmm' },
  },
  // The stranger's of a published event, the coorganizer's of others, the submitter's of his hidden session.
  feedback: {
    published: { read: 'yyyyyyyy', create: 'yyyyyyya', update: 'ynnnnnya', delete: 'yyyynnya' },
    draft: feedbackOfCoorganizer,
    private: feedbackOfCoorganizer,
    deleted: toNobody,
    hidden: { read: 'yyyyymmm', create: 'yyyyymma', update: 'ynnnymmm', delete: 'yyyyymmm' },
  },
  // A helper's, who is none of those who ask.
  'users-events-roles': {
    published: { ...role, create: 'yyynnnna' },
    draft: role,
    private: role,
    deleted: toNobody,
  },
  'event-type': catalogue,
  'event-topic': catalogue,
  'event-sub-topic': catalogue,
  'custom-placeholder': catalogue,
  role: catalogue,
};

/** Where deleted rows are asked for: who reads, restores and erases them. */
export const trashed: Readonly<
  Record<string, Readonly<Record<'read' | 'restore' | 'erase', string>>>
> = {
  event: { read: 'yymmmmmm', restore: 'yymmmmmm', erase: 'ynmmmmmm' },
  session: { read: 'yymmmmmm', restore: 'yymmmmmm', erase: 'ynmmmmmm' },
  user: { read: 'ymmmmmmm', restore: 'ymmmmmmm', erase: 'ymmmmmmm' },
};

/** Relationships that can be written by themselves: in what ways, and by whom where not by all who edit the row. */
export const changeable: Readonly<
  Record<string, Readonly<Record<string, { readonly by: 'PATCH' | 'all'; readonly only?: string }>>>
> = {
  event: {
    owner: { by: 'PATCH', only: 'yynnnnna' },
    'event-type': { by: 'PATCH' },
    'event-topic': { by: 'PATCH' },
    'event-sub-topic': { by: 'PATCH' },
  },
  session: {
    track: { by: 'PATCH' },
    'session-type': { by: 'PATCH' },
    microlocation: { by: 'PATCH' },
    speakers: { by: 'all' },
  },
  'users-events-roles': { role: { by: 'PATCH' } },
  'event-sub-topic': { 'event-topic': { by: 'PATCH' }, 'custom-placeholder': { by: 'PATCH' } },
};

/** Routes of one event beside those of the resource. */
export const ofEvents: Readonly<Record<string, Readonly<Record<Situation, string>>>> = {
  'post /v1/events/:id/copy': {
    published: 'yyyynnna',
    draft: 'yyyymmma',
    private: 'yyyymmma',
    deleted: 'mmmmmmma',
    hidden: 'yyyynnna',
  },
  'get /v1/events/:id/export': {
    published: 'yyyynnna',
    draft: 'yyyymmmm',
    private: 'yyyymmmm',
    deleted: 'mmmmmmmm',
    hidden: 'yyyynnna',
  },
  'get /v1/events/:id/ical': {
    published: 'yyyyyyyy',
    draft: 'yyyymmmm',
    private: 'yyyymmmm',
    deleted: 'mmmmmmmm',
    hidden: 'yyyyyyyy',
  },
};

/** Routes beside those: open to everyone, to whoever is signed in, or to admins. Each operation is judged by itself. */
export const besides: Readonly<Record<string, 'open' | 'signed-in' | 'admins'>> = {
  'get /': 'open',
  'get /assets/:name': 'open',
  'get /docs': 'open',
  'get /docs/:name': 'open',
  'get /openapi.json': 'open',
  'get /metrics': 'open',
  'get /reset-password': 'open',
  'get /verify': 'open',
  'get /health/live': 'open',
  'get /health/ready': 'open',
  'get /media/*path': 'open',
  'get /v1/settings': 'open',
  'get /v1/settings/1': 'open',
  'get /v1/privileged-changes': 'admins',
  'get /v1/privileged-changes/:id': 'admins',
  'post /auth/login': 'open',
  'post /auth/session': 'open',
  'post /v1/auth/login': 'open',
  'post /v1/auth/session': 'open',
  'post /v1/auth/token/refresh': 'open',
  'post /v1/auth/logout': 'open',
  'post /v1/auth/logout-everywhere': 'signed-in',
  'post /v1/auth/blacklist': 'signed-in',
  'post /v1/auth/verify-email': 'open',
  'post /v1/auth/resend-verification-email': 'open',
  'post /v1/auth/reset-password': 'open',
  'patch /v1/auth/reset-password': 'open',
  'post /v1/auth/change-password': 'signed-in',
  'post /v1/operations': 'open',
  'post /v1/events/import': 'signed-in',
  'post /v1/upload/image': 'signed-in',
  'post /v1/upload/files': 'signed-in',
  'options /v1/upload/tus': 'open',
  'post /v1/upload/tus': 'signed-in',
  'options /v1/upload/tus/:id': 'open',
  'head /v1/upload/tus/:id': 'signed-in',
  'patch /v1/upload/tus/:id': 'signed-in',
  'delete /v1/upload/tus/:id': 'signed-in',
  'post /v1/upload/tus/:id': 'signed-in',
};
