import { Module } from '@nestjs/common';
import { ResourceModule } from '../resources/resource.module.js';
import { EventCopyController } from './copy/event-copy.controller.js';
import { EventCopyService } from './copy/event-copy.service.js';
import { EventCalendarController } from './ical/event-calendar.controller.js';
import { CalendarTurns } from './ical/calendar-turns.js';
import { EventCalendarService } from './ical/event-calendar.service.js';
import { ScheduleReader } from './ical/schedule.reader.js';
import { ArchiveIntake } from './transfer/archive.intake.js';
import { ArrivingEvent } from './transfer/arriving-event.js';
import { DocumentExport } from './transfer/document.export.js';
import { EventExportService } from './transfer/event-export.service.js';
import { EventImportService } from './transfer/event-import.service.js';
import { EventTransferController } from './transfer/event-transfer.controller.js';
import { Event } from './event.entity.js';
import { EventPolicy } from './event.policy.js';
import { EventsController } from './events.controller.js';
import { EventsService } from './events.service.js';

@Module({
  imports: [ResourceModule.for(Event, { policy: EventPolicy, service: EventsService })],
  controllers: [
    EventTransferController,
    EventCalendarController,
    EventCopyController,
    EventsController,
  ],
  providers: [
    ArchiveIntake,
    ArrivingEvent,
    DocumentExport,
    CalendarTurns,
    EventCalendarService,
    EventExportService,
    EventImportService,
    EventCopyService,
    ScheduleReader,
  ],
  exports: [ResourceModule],
})
export class EventsModule {}
