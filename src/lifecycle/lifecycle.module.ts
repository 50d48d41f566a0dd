import { Global, Module } from '@nestjs/common';
import { Connections } from './connections.js';

/** How a server ends, for those above who must know that it does. */
@Global()
@Module({ providers: [Connections], exports: [Connections] })
export class LifecycleModule {}
