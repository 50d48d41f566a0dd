import { Module } from '@nestjs/common';
import { ResourceModule } from '../resources/resource.module.js';
import { Event } from './event.entity.js';
import { EventPolicy } from './event.policy.js';
import { EventsController } from './events.controller.js';
import { EventsService } from './events.service.js';

@Module({
  imports: [ResourceModule.for(Event, { policy: EventPolicy, service: EventsService })],
  controllers: [EventsController],
  exports: [ResourceModule],
})
export class EventsModule {}
