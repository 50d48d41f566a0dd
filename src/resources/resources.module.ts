import { Global, Module } from '@nestjs/common';
import { ResourceAccess } from './resource-access.js';
import { ResourceTools } from './resource-tools.js';
import { WriteUnits } from './write-unit.js';

/** What all resources share. */
@Global()
@Module({
  providers: [ResourceAccess, ResourceTools, WriteUnits],
  exports: [ResourceAccess, ResourceTools, WriteUnits],
})
export class ResourcesModule {}
