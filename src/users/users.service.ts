import { Injectable } from '@nestjs/common';
import { AttemptLimits } from '../auth/attempts/attempt-limits.js';
import { type Caller, clientOf } from '../auth/caller.js';
import { AccountSessions } from '../auth/sessions/account-sessions.js';
import { hashPassword } from '../auth/passwords.js';
import type { RowValues } from '../database/resource.writer.js';
import type { ResourceDocument } from '../jsonapi/request/resource-document.js';
import { type Admission, ResourceService, type Target } from '../resources/resource.service.js';
import { ResourceTools } from '../resources/resource-tools.js';
import { rowValuesOf } from '../resources/resource-values.js';
import type { WriteUnit } from '../resources/write-unit.js';
import { User } from './user.entity.js';
import { UsersAccounts } from './users.accounts.js';

/** Addresses are kept in lower case, passwords as their hash. */
@Injectable()
export class UsersService extends ResourceService<User> {
  constructor(
    tools: ResourceTools,
    private readonly accounts: UsersAccounts,
    private readonly limits: AttemptLimits,
    private readonly sessions: AccountSessions,
  ) {
    super(User, tools);
  }

  /** Whether an address is taken can be found out by signing up with it, or by moving to it: not often. */
  override async admit(
    document: ResourceDocument,
    { caller, mode, name }: Admission,
  ): Promise<void> {
    if (caller.isAdmin) return;
    const client = clientOf(caller);
    if (mode === 'create') return this.limits.signUp(client);
    const { email } = rowValuesOf(document);
    const moves = typeof email === 'string' && !(await this.accounts.isAddressOf(email, name));
    if (moves) await this.limits.mail({ client, email });
  }

  protected override beforeCreate(values: RowValues): Promise<RowValues> {
    return stored(values);
  }

  protected override async beforeUpdate(
    values: RowValues,
    { id }: User,
    _caller: Caller,
    { transaction }: WriteUnit,
  ): Promise<RowValues> {
    if (values['isBlocked'] === true) await this.sessions.endAll(transaction, id);
    return stored(values);
  }

  /** A user who is restored logs in anew. */
  override async deleteIn(unit: WriteUnit, target: Target): Promise<void> {
    await super.deleteIn(unit, target);
    await this.sessions.endAll(unit.transaction, target.name);
  }

  /** Who signs up is answered as the user that he has become: he sees his own address. */
  override readerOf(id: string, caller: Caller): Caller {
    return caller.kind === 'anonymous' ? { kind: 'user', id, isAdmin: false } : caller;
  }
}

async function stored(values: RowValues): Promise<RowValues> {
  const { email, password } = values;
  return {
    ...values,
    ...(typeof email === 'string' && { email: email.toLowerCase() }),
    ...(typeof password === 'string' && { password: await hashPassword(password) }),
  };
}
