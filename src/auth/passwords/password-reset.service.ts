import { Injectable } from '@nestjs/common';
import { recordOwnDeed } from '../audit/privileged-changes.js';
import { AccountChanges } from '../account-changes.js';
import { AddressProof, type ProvenAccount } from '../letters/address-proof.js';
import { hashPassword } from '../passwords.js';
import type { Origin } from '../caller.js';
import type { PasswordReset } from './password-reset.pipe.js';

/** A new password for somebody who has the mailbox. */
@Injectable()
export class PasswordResetService {
  constructor(
    private readonly changes: AccountChanges,
    private readonly proof: AddressProof,
  ) {}

  /** Verifies the address as well. @throws JsonApiError 422 */
  reset({ password, sent }: PasswordReset, origin: Origin | undefined): Promise<ProvenAccount> {
    return this.proof.redeem(sent, {
      purpose: 'reset-password',
      passwordHash: () => hashPassword(password),
      follow: async (transaction, account) => {
        await this.changes.passwordChanged(transaction, account);
        const owner = { id: account.id, origin };
        await recordOwnDeed(transaction, owner, 'reset-password');
      },
    });
  }
}
