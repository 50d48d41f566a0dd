import { Injectable } from '@nestjs/common';
import { wrongCredentials } from '../../jsonapi/errors/errors.js';
import { JsonApiError } from '../../jsonapi/errors/fault.js';
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
   * @throws JsonApiError 401 without a hint which part is wrong; 429, before anything costly is done
   */
  async prove(attempt: ProofAttempt): Promise<Account> {
    await this.limits.logIn(attempt);
    const account = await this.accounts.findByEmail(attempt.email);
    const isRight = await verifyPassword(account?.passwordHash ?? null, attempt.password);
    if (account === null || !isRight) throw new JsonApiError(wrongCredentials());
    await this.limits.loggedIn(attempt);
    return account;
  }
}
