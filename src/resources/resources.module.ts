import { Global, Module } from '@nestjs/common';
import { OperationsController } from './operations/operations.controller.js';
import { OperationsService } from './operations/operations.service.js';
import { ResourceAccess } from './resource-access.js';
import { ResourceServices } from './resource-services.js';
import { ResourceTools } from './resource-tools.js';
import { WriteUnits } from './write-unit.js';

/** What all resources share. */
@Global()
@Module({
  controllers: [OperationsController],
  providers: [OperationsService, ResourceAccess, ResourceServices, ResourceTools, WriteUnits],
  exports: [ResourceAccess, ResourceServices, ResourceTools, WriteUnits],
})
export class ResourcesModule {}
