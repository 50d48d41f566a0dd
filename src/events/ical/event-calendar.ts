import ICAL from 'ical.js';
import type { Values } from '../../jsonapi/response/resource-record.js';
import { escapedText, fill, instant, plain } from './calendar-text.js';
import { textOfHtml } from './html-text.js';

/** Calendars that keep to it ask once an hour. */
const refreshSeconds = 3600;

/** What of an event its calendar says. */
export interface CalendarEvent {
  readonly identifier: string;
  readonly name: string;
  readonly description: string | null;
  readonly timezone: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly createdAt: Date;
  readonly locationName: string | null;
  readonly externalEventUrl: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
}

export function calendarEvent(values: Values): CalendarEvent {
  return values as unknown as CalendarEvent;
}

/** https://www.rfc-editor.org/rfc/rfc7986#section-5, and what calendars took before it. */
export function calendarOf({ name, timezone }: CalendarEvent): ICAL.Component {
  const refresh = ICAL.Duration.fromSeconds(refreshSeconds);
  const calendar = fill(new ICAL.Component('vcalendar'), {
    prodid: '-//Marquee//Marquee//EN',
    version: '2.0',
    name: escapedText(name),
    'x-wr-calname': escapedText(name),
    'x-wr-timezone': timezone,
    'x-published-ttl': refresh.toString(),
  });
  const interval = new ICAL.Property('refresh-interval');
  interval.resetType('duration');
  interval.setValue(refresh);
  calendar.addProperty(interval);
  return calendar;
}

/**
 * Stands in a calendar that would be empty otherwise, which none may be.
 * https://www.rfc-editor.org/rfc/rfc5545#section-3.6
 */
export function wholeEvent(event: CalendarEvent): ICAL.Component {
  const { latitude, longitude } = event;
  return fill(new ICAL.Component('vevent'), {
    uid: `event@${event.identifier}.marquee`,
    dtstamp: instant(event.createdAt),
    dtstart: instant(event.startsAt),
    dtend: instant(event.endsAt),
    summary: plain(event.name),
    description: event.description === null ? null : textOfHtml(event.description),
    location: event.locationName === null ? null : plain(event.locationName),
    geo: latitude === null || longitude === null ? null : [latitude, longitude],
    url: event.externalEventUrl,
    transp: 'TRANSPARENT',
  });
}
