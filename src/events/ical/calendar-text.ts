import ICAL from 'ical.js';

// Of 75 octets in a line, the space before what is continued is one, which the library does not count.
// https://www.rfc-editor.org/rfc/rfc5545#section-3.1
ICAL.foldLength = 74;

const end = 'END:VCALENDAR\r\n';

/** A calendar's text without its end, so that what is in it can follow piece by piece. */
export function opened(calendar: ICAL.Component): string {
  return `${calendar.toString()}\r\n`.slice(0, -end.length);
}

export function component(part: ICAL.Component): string {
  return `${part.toString()}\r\n`;
}

export const closing = end;

/** Adds what has a value. */
export function fill(
  part: ICAL.Component,
  properties: Readonly<Record<string, unknown>>,
): ICAL.Component {
  for (const [name, value] of Object.entries(properties))
    if (value !== null && value !== undefined && value !== '')
      part.addPropertyWithValue(name, value);
  return part;
}

export function instant(date: Date): ICAL.Time {
  return ICAL.Time.fromJSDate(date, true);
}

/** What stands in a text: everything but control characters. https://www.rfc-editor.org/rfc/rfc5545#section-3.1 */
export function plain(text: string): string {
  // oxlint-disable-next-line no-control-regex -- it is these that must not be there
  return text.replaceAll('\r\n', '\n').replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '');
}

/** Properties that the library does not know it writes as they are, line breaks included: this makes texts of them. */
export function escapedText(text: string): string {
  return ICAL.stringify.value(plain(text), 'text', ICAL.design.icalendar, false);
}
