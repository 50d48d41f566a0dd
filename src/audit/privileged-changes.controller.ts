import { Controller, UseGuards } from '@nestjs/common';
import { AdminGuard } from '../auth/admin.guard.js';
import { PrivilegedChange } from '../auth/audit/privileged-change.entity.js';
import { ReadOnlyController } from '../resources/read-only.controller.js';

@Controller('privileged-changes')
@UseGuards(AdminGuard)
export class PrivilegedChangesController extends ReadOnlyController(PrivilegedChange) {}
