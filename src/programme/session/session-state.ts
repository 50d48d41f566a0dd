export const sessionStates = [
  'draft',
  'pending',
  'accepted',
  'confirmed',
  'rejected',
  'canceled',
  'withdrawn',
] as const;

export type SessionState = (typeof sessionStates)[number];

/** What the public sees of a programme. */
export const publicStates: readonly SessionState[] = ['accepted', 'confirmed'];

/** Not decided yet: the submitter may still edit. */
export const openStates: readonly SessionState[] = ['draft', 'pending'];
