import { compile } from 'html-to-text';
import { plain } from './calendar-text.js';

/** Calendars show a few lines of it, and somebody else wrote it: so much is read, and no more. */
const maximumCharacters = 5000;

const convert = compile({
  wordwrap: false,
  limits: { maxDepth: 50 },
  selectors: [
    { selector: 'img', format: 'skip' },
    { selector: 'a', options: { hideLinkHrefIfSameAsText: true } },
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({
      selector,
      options: { uppercase: false },
    })),
  ],
});

/** Rich text as it is read aloud; of a long one, the beginning. */
export function textOfHtml(html: string): string {
  const beginning = html.slice(0, maximumCharacters).toWellFormed();
  const text = plain(convert(beginning)).trim();
  return html.length > maximumCharacters ? `${text}…` : text;
}
