import { Module } from '@nestjs/common';
import { ResourceModule } from '../resources/resource.module.js';
import { EventCopyController } from './copy/event-copy.controller.js';
import { EventCopyService } from './copy/event-copy.service.js';
import { EventCalendarController } from './ical/event-calendar.controller.js';
import { EventCalendarService } from './ical/event-calendar.service.js';
import { ScheduleReader } from './ical/schedule.reader.js';
import { Event } from './event.entity.js';
import { EventPolicy } from './event.policy.js';
import { EventsController } from './events.controller.js';
import { EventsService } from './events.service.js';

@Module({
  imports: [ResourceModule.for(Event, { policy: EventPolicy, service: EventsService })],
  controllers: [EventCalendarController, EventCopyController, EventsController],
  providers: [EventCalendarService, EventCopyService, ScheduleReader],
  exports: [ResourceModule],
})
export class EventsModule {}
