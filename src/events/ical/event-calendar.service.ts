import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Caller } from '../../auth/caller.js';
import { ResourceReader } from '../../database/resource.reader.js';
import { type Transaction, Transactions } from '../../database/transactions.js';
import type { StreamedAnswer } from '../../jsonapi/response/answer.js';
import type { Values } from '../../jsonapi/response/resource-record.js';
import type { SpoolArea } from '../../media/spool/spool-area.js';
import { Spool } from '../../media/spool/spool.js';
import { SpooledBody } from '../../media/spool/spooled-body.js';
import { CalendarTurns } from './calendar-turns.js';
import { closing, component, opened } from './calendar-text.js';
import { calendarEvent, calendarOf, wholeEvent } from './event-calendar.js';
import { ScheduleReader } from './schedule.reader.js';
import { sessionComponent } from './session-component.js';

interface Asked {
  /** Of the event, as the URL names it. */
  readonly name: string;
  readonly caller: Caller;
}

/** Writes calendars, of events with any number of sessions, through the spool: their tag is known before a byte is sent. */
@Injectable()
export class EventCalendarService {
  constructor(
    private readonly schedules: ScheduleReader,
    private readonly reader: ResourceReader,
    private readonly transactions: Transactions,
    private readonly spool: Spool,
    private readonly turns: CalendarTurns,
  ) {}

  /** @throws JsonApiError 404, 503, 507 */
  of(name: string, caller: Caller): Promise<StreamedAnswer> {
    return this.turns.run(() => this.#spooled({ name, caller }));
  }

  /** The snapshot ends before a byte is sent: nobody who reads slowly keeps a connection. */
  async #spooled(asked: Asked): Promise<StreamedAnswer> {
    const area = this.spool.area();
    try {
      return await this.transactions.snapshot((at) => this.#write(at, area, asked));
    } catch (error) {
      await area.dispose();
      throw error;
    }
  }

  async #write(
    transaction: Transaction,
    area: SpoolArea,
    { caller, name }: Asked,
  ): Promise<StreamedAnswer> {
    const reader = this.reader.in(transaction);
    const { id, values } = await this.schedules.event(reader, name, caller);
    const event = calendarEvent(values as Values);
    const file = area.create();
    const hash = createHash('sha1');
    const add = async (text: string) => {
      const bytes = Buffer.from(text);
      hash.update(bytes);
      await file.write(bytes);
    };
    await add(opened(calendarOf(event)));
    let sessions = 0;
    for await (const session of this.schedules.sessions(reader, id, caller)) {
      await add(component(sessionComponent(session, event)));
      sessions++;
    }
    await add((sessions === 0 ? component(wholeEvent(event)) : '') + closing);
    await file.finish();
    const headers = {
      ETag: `"${hash.digest('base64url')}"`,
      'Content-Disposition': `attachment; filename="${event.identifier}.ics"`,
    };
    const body = new SpooledBody('text/calendar; charset=utf-8', area, file);
    return { kind: 'streamed', headers, body };
  }
}
