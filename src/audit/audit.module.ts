import { Module, type OnModuleInit } from '@nestjs/common';
import { PrivilegedChange } from '../auth/audit/privileged-change.entity.js';
import { Housekeeping } from '../database/housekeeping.js';
import { ResourceModule } from '../resources/resource.module.js';
import { PrivilegedChangePolicy } from './privileged-change.policy.js';
import { PrivilegedChangeRetention } from './privileged-change.retention.js';
import { PrivilegedChangesController } from './privileged-changes.controller.js';

/** Where admins read what was done by privilege. */
@Module({
  imports: [ResourceModule.for(PrivilegedChange, { policy: PrivilegedChangePolicy })],
  controllers: [PrivilegedChangesController],
  providers: [PrivilegedChangeRetention],
})
export class AuditModule implements OnModuleInit {
  constructor(
    private readonly housekeeping: Housekeeping,
    private readonly retention: PrivilegedChangeRetention,
  ) {}

  onModuleInit(): void {
    this.housekeeping.enter('old privileged changes', () => this.retention.forgetOld());
  }
}
