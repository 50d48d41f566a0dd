import { Module } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { Capacities } from './capacities.js';
import { Dependencies } from './dependencies.js';
import { HealthController } from './health.controller.js';

@Module({
  imports: [TerminusModule.forRoot({ logger: false })],
  controllers: [HealthController],
  providers: [Capacities, Dependencies],
})
export class HealthModule {}
