import * as accounts from '../auth/account.errors.js';
import type { Fault } from '../jsonapi/errors/fault.js';

/** An occurrence of every fault that an account can have, or this does not compile. */
const ofAccounts: Readonly<Record<keyof typeof accounts, Fault>> = {
  accountBlocked: accounts.accountBlocked(),
  invalidMailedToken: accounts.invalidMailedToken('/data/token'),
  wrongPassword: accounts.wrongPassword('/data/old-password'),
  invalidRefreshToken: accounts.invalidRefreshToken(),
  tooManyAttempts: accounts.tooManyAttempts(180),
};

/** For the examples in the documentation. */
export const accountFaults: readonly Fault[] = Object.values(ofAccounts);
