import { Controller, Get, Param, UseGuards, UseInterceptors } from '@nestjs/common';
import type { Caller } from '../../auth/caller.js';
import { CurrentCaller } from '../../auth/current-caller.decorator.js';
import type { StreamedAnswer } from '../../jsonapi/response/answer.js';
import { JsonApiInterceptor } from '../../jsonapi/response/json-api.interceptor.js';
import { NoQueryGuard } from '../../resources/operations/no-query.guard.js';
import { EventCalendarService } from './event-calendar.service.js';

/** The schedule of an event for calendars, which ask for it again and again. */
@Controller('events')
@UseGuards(NoQueryGuard)
@UseInterceptors(JsonApiInterceptor)
export class EventCalendarController {
  constructor(private readonly calendars: EventCalendarService) {}

  @Get(':id/ical')
  read(@Param('id') name: string, @CurrentCaller() caller: Caller): Promise<StreamedAnswer> {
    return this.calendars.of(name, caller);
  }
}
