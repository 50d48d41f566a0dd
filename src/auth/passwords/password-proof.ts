import { Injectable } from '@nestjs/common';
import { type Account, Accounts } from '../accounts.js';
import { type Attempt, AttemptLimits } from '../attempts/attempt-limits.js';
import { verifyPassword } from '../passwords.js';

export interface ProofAttempt extends Attempt {
  readonly password: string;
}

/** Whether somebody knows the password of an account; he may not guess for long. */
@Injectable()
export class PasswordProof {
  constructor(
    private readonly accounts: Accounts,
    private readonly limits: AttemptLimits,
  ) {}

  /**
   * Does the same work whether there is such an account or not.
   *
   * @returns null where there is none, or the password is another
   * @throws JsonApiError 429, before anything costly is done
   */
  async prove(attempt: ProofAttempt): Promise<Account | null> {
    await this.limits.logIn(attempt);
    const account = await this.accounts.findByEmail(attempt.email);
    const isRight = await verifyPassword(account?.passwordHash ?? null, attempt.password);
    if (account === null || !isRight) return null;
    await this.limits.loggedIn(attempt);
    return account;
  }
}
