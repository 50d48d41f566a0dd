import type { Transaction } from '../../database/transactions.js';
import type { Caller, Origin } from '../caller.js';
import type { ChangedMember } from './changed-members.codec.js';
import { PrivilegedChange, type PrivilegedAction } from './privileged-change.entity.js';

/** What was done, and to what. */
export interface Deed {
  readonly action: PrivilegedAction;
  readonly resourceType: string;
  readonly resourceId: string;
  readonly members?: readonly ChangedMember[];
}

/** Who does it. */
export interface Author {
  /** Null for the server itself. */
  readonly id: string | null;
  readonly origin?: Origin | undefined;
}

/** Whoever has no session is acted for by the server itself, as when it fills a new database. */
export function authorOf(caller: Caller): Author {
  const isUser = caller.kind === 'user' && caller.sessionId !== undefined;
  return { id: isUser ? caller.id : null, origin: caller.origin };
}

/** Writes deeds down in the transaction that does them: they are kept exactly when that is committed. */
export async function recordDeeds(
  transaction: Transaction,
  { id, origin }: Author,
  deeds: readonly Deed[],
): Promise<void> {
  if (deeds.length === 0) return;
  const rows = deeds.map(({ members = [], ...deed }) => ({
    ...deed,
    members: [...members],
    actorId: id,
    requestId: origin?.requestId ?? null,
    clientNetwork: origin?.network ?? null,
  }));
  await transaction
    .createQueryBuilder()
    .insert()
    .into(PrivilegedChange)
    .values(rows)
    .updateEntity(false)
    .execute();
}

/** What somebody does to his own account. */
export function recordOwnDeed(
  transaction: Transaction,
  owner: Author & { readonly id: string },
  action: PrivilegedAction,
): Promise<void> {
  return recordDeeds(transaction, owner, [{ action, resourceType: 'user', resourceId: owner.id }]);
}
