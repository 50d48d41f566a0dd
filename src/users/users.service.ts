import { Injectable } from '@nestjs/common';
import { AttemptLimits } from '../auth/attempts/attempt-limits.js';
import { type Caller, clientOf } from '../auth/caller.js';
import { AccountChanges } from '../auth/account-changes.js';
import { hashPassword } from '../auth/passwords.js';
import type { RowValues } from '../database/resource.writer.js';
import { forbidden } from '../jsonapi/errors/request.errors.js';
import type { Fault } from '../jsonapi/errors/fault.js';
import type { ResourceDocument } from '../jsonapi/request/resource-document.js';
import type { Admission, Target } from '../resources/resource-writing.js';
import { ResourceService } from '../resources/resource.service.js';
import { ResourceTools } from '../resources/resource-tools.js';
import { rowValuesOf } from '../resources/resource-values.js';
import type { JudgedWrite, WriteUnit } from '../resources/write-unit.js';
import { User } from './user.entity.js';
import { UsersAccounts } from './users.accounts.js';

/** Passwords are kept as their hash. */
@Injectable()
export class UsersService extends ResourceService<User> {
  constructor(
    tools: ResourceTools,
    private readonly accounts: UsersAccounts,
    private readonly limits: AttemptLimits,
    private readonly changes: AccountChanges,
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

  /** Whoever has only a token must not lock out the owner: there is a route that asks for the old password. */
  protected override async ruleFaults(
    document: ResourceDocument,
    { current, unit: { caller } }: JudgedWrite<User>,
  ): Promise<readonly Fault[]> {
    const isOwn = caller.kind === 'user' && caller.id === current?.id;
    const password = this.definition.attributes.get('password');
    if (!isOwn || password === undefined || !document.has(password)) return [];
    const pointer = document.pointerTo(password);
    return [forbidden('Set your own password by POST /v1/auth/change-password.', { pointer })];
  }

  protected override async beforeCreate(
    values: RowValues,
    _caller: Caller,
    { transaction }: WriteUnit,
  ): Promise<RowValues> {
    const row = await stored(values);
    if (row['isVerified'] !== true) await this.changes.signedUp(transaction, String(row['email']));
    return row;
  }

  protected override async beforeUpdate(
    values: RowValues,
    current: User,
    _caller: Caller,
    { transaction }: WriteUnit,
  ): Promise<RowValues> {
    const row = await stored(values);
    const { email = current.email, isBlocked, password } = row;
    if (isBlocked === true) await this.changes.closed(transaction, current.id);
    if (password !== undefined) await this.changes.passwordChanged(transaction, current);
    if (typeof email !== 'string' || email === current.email) return row;
    await this.changes.emailChanged(transaction, current, email);
    // Whatever was sent: a client that sends the whole document sends back what the old address had.
    return { ...row, isVerified: false };
  }

  /** A user who is restored logs in anew. */
  override async deleteIn(unit: WriteUnit, target: Target): Promise<void> {
    await super.deleteIn(unit, target);
    await this.changes.closed(unit.transaction, target.name);
  }

  /** Who signs up is answered as the user that he has become: he sees his own address. */
  override readerOf(id: string, caller: Caller): Caller {
    return caller.kind === 'anonymous' ? { kind: 'user', id, isAdmin: false } : caller;
  }
}

async function stored(values: RowValues): Promise<RowValues> {
  const { password } = values;
  return typeof password === 'string'
    ? { ...values, password: await hashPassword(password) }
    : values;
}
