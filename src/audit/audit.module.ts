import { Module } from '@nestjs/common';
import { PrivilegedChange } from '../auth/audit/privileged-change.entity.js';
import { ResourceModule } from '../resources/resource.module.js';
import { PrivilegedChangePolicy } from './privileged-change.policy.js';
import { PrivilegedChangesController } from './privileged-changes.controller.js';

/** Where admins read what was done by privilege. */
@Module({
  imports: [ResourceModule.for(PrivilegedChange, { policy: PrivilegedChangePolicy })],
  controllers: [PrivilegedChangesController],
})
export class AuditModule {}
