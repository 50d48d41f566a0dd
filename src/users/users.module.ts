import { Global, Module } from '@nestjs/common';
import { Accounts } from '../auth/accounts.js';
import { ResourceModule } from '../resources/resource.module.js';
import { User } from './user.entity.js';
import { UserPolicy } from './user.policy.js';
import { UsersAccounts } from './users.accounts.js';
import { UsersController } from './users.controller.js';
import { UsersService } from './users.service.js';

/** Global for the one port that authentication asks. */
@Global()
@Module({
  imports: [ResourceModule.for(User, { policy: UserPolicy, service: UsersService })],
  controllers: [UsersController],
  providers: [UsersAccounts, { provide: Accounts, useExisting: UsersAccounts }],
  exports: [Accounts, UsersAccounts],
})
export class UsersModule {}
