import { Global, Module } from '@nestjs/common';
import { ResourceAccess } from './resource-access.js';
import { ResourceTools } from './resource-tools.js';

/** What all resources share. */
@Global()
@Module({
  providers: [ResourceAccess, ResourceTools],
  exports: [ResourceAccess, ResourceTools],
})
export class ResourcesModule {}
