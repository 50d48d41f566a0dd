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

/** As whom somebody moves a session: one of those who make the event, or the one who has submitted it. */
export type SessionPart = 'editor' | 'submitter';

type Moves = Readonly<Partial<Record<SessionState | 'new', readonly SessionState[]>>>;

const moves: Readonly<Record<SessionPart, Moves>> = {
  editor: {
    new: sessionStates,
    draft: ['pending', 'accepted', 'confirmed', 'rejected', 'canceled'],
    pending: ['accepted', 'confirmed', 'rejected', 'canceled'],
    accepted: ['pending', 'confirmed', 'rejected', 'canceled'],
    confirmed: ['pending', 'accepted', 'rejected', 'canceled'],
    rejected: ['pending', 'accepted', 'confirmed'],
    canceled: ['pending', 'accepted', 'confirmed'],
  },
  submitter: {
    new: openStates,
    draft: ['pending', 'withdrawn'],
    pending: ['withdrawn'],
  },
};

/** @param from `new` for a session that is not there yet */
export function nextStates(
  from: SessionState | 'new',
  parts: readonly SessionPart[],
): readonly SessionState[] {
  const next = new Set(parts.flatMap((part) => moves[part][from] ?? []));
  return sessionStates.filter((state) => next.has(state));
}
