import ICAL from 'ical.js';
import type { ResourceRecord, Values } from '../../jsonapi/response/resource-record.js';
import type { CalendarEvent } from './event-calendar.js';
import { fill, instant, plain } from './calendar-text.js';
import { textOfHtml } from './html-text.js';

/** By type and id; only what was asked of them. */
type Related = (type: string, id: string) => RelatedValues | undefined;

interface RelatedValues extends Values {
  readonly name?: string;
  /** Of a session type: `00:45`. */
  readonly length?: string;
  readonly room?: string | null;
  readonly latitude?: number | null;
  readonly longitude?: number | null;
}

/** A session as it was read, with whatever it is related to. */
export interface ScheduledSession {
  readonly record: ResourceRecord;
  readonly related: Related;
}

/** What is not decided yet may still not happen. https://www.rfc-editor.org/rfc/rfc5545#section-3.8.1.11 */
const statuses: Readonly<Record<string, string>> = {
  draft: 'TENTATIVE',
  pending: 'TENTATIVE',
  accepted: 'CONFIRMED',
  confirmed: 'CONFIRMED',
  rejected: 'CANCELLED',
  canceled: 'CANCELLED',
  withdrawn: 'CANCELLED',
};

/** Names no host: a server that moves keeps the entries of those who have subscribed. */
function uidOf({ id }: ResourceRecord, { identifier }: CalendarEvent): string {
  return `session-${id}@${identifier}.marquee`;
}

/** Its `DTSTAMP` says when it was changed, for it is no message. https://www.rfc-editor.org/rfc/rfc5545#section-3.8.7.2 */
export function sessionComponent(session: ScheduledSession, event: CalendarEvent): ICAL.Component {
  const { record } = session;
  const values = record.values as SessionValues;
  const modified = instant(values.lastModifiedAt);
  const room = oneOf(session, 'microlocation');
  const part = fill(new ICAL.Component('vevent'), {
    uid: uidOf(record, event),
    dtstamp: modified,
    'last-modified': modified,
    created: instant(values.createdAt),
    dtstart: instant(values.startsAt),
    ...endOf(values, oneOf(session, 'session-type')),
    summary: plain(values.title),
    description: descriptionOf(session, values),
    location: locationOf(room, event),
    geo: placeOf(room),
    status: statuses[values.state],
    url: values.signupUrl,
  });
  const track = oneOf(session, 'track');
  return fill(part, { categories: track?.name && plain(track.name) });
}

interface SessionValues extends Values {
  readonly title: string;
  readonly subtitle: string | null;
  readonly shortAbstract: string | null;
  readonly longAbstract: string | null;
  readonly startsAt: Date;
  readonly endsAt: Date | null;
  readonly state: string;
  readonly signupUrl: string | null;
  readonly createdAt: Date;
  readonly lastModifiedAt: Date;
}

function oneOf({ record, related }: ScheduledSession, type: string): RelatedValues | undefined {
  const id = record.linkage[type];
  return typeof id === 'string' ? related(type, id) : undefined;
}

/** Where nobody says when it ends, it takes as long as its kind does. */
function endOf({ endsAt }: SessionValues, type: RelatedValues | undefined) {
  if (endsAt !== null) return { dtend: instant(endsAt) };
  const [hours = 0, minutes = 0] = (type?.length ?? '00:00').split(':').map(Number);
  const seconds = hours * 3600 + minutes * 60;
  return { duration: seconds > 0 ? ICAL.Duration.fromSeconds(seconds) : null };
}

function descriptionOf({ record, related }: ScheduledSession, values: SessionValues): string {
  const ids = [record.linkage['speakers'] ?? []].flat();
  const names = ids.map((id) => plain(related('speaker', id)?.name ?? ''));
  const abstract = values.shortAbstract ?? values.longAbstract;
  return [
    plain(values.subtitle ?? ''),
    names.filter((name) => name !== '').join(', '),
    abstract === null ? '' : textOfHtml(abstract),
  ]
    .filter((paragraph) => paragraph !== '')
    .join('\n\n');
}

function locationOf(room: RelatedValues | undefined, { locationName }: CalendarEvent): string {
  const parts = [room?.name, room?.room, locationName];
  const named = parts.filter((part): part is string => typeof part === 'string' && part !== '');
  return [...new Set(named.map(plain))].join(', ');
}

function placeOf(room: RelatedValues | undefined): readonly number[] | null {
  const { latitude, longitude } = room ?? {};
  return typeof latitude === 'number' && typeof longitude === 'number'
    ? [latitude, longitude]
    : null;
}
