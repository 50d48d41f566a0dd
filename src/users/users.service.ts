import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/caller.js';
import { AccountSessions } from '../auth/sessions/account-sessions.js';
import { hashPassword } from '../auth/passwords.js';
import type { RowValues } from '../database/resource.writer.js';
import { ResourceService } from '../resources/resource.service.js';
import { ResourceTools } from '../resources/resource-tools.js';
import type { WriteUnit } from '../resources/write-unit.js';
import { User } from './user.entity.js';

/** Addresses are kept in lower case, passwords as their hash. */
@Injectable()
export class UsersService extends ResourceService<User> {
  constructor(
    tools: ResourceTools,
    private readonly sessions: AccountSessions,
  ) {
    super(User, tools);
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
