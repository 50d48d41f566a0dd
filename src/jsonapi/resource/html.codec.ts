import sanitizeHtml from 'sanitize-html';
import { type Codec, Refusal } from './codec.js';
import { text } from './codecs.js';

const maximumCharacters = 100_000;
/** The sanitizer takes quadratic time for tags inside tags: a megabyte of them would be a minute. */
const maximumTags = 10_000;

/** Rich text: what could run or load in a reader's browser is removed on the way in. */
export const html: Codec<string> = {
  ...text,
  name: 'html',
  schema: { type: 'string', contentMediaType: 'text/html', maxLength: maximumCharacters },
  comparable: false,
  parse: (wire) => {
    const parsed = text.parse(wire);
    if (parsed instanceof Refusal) return parsed;
    return tooMuch(parsed) ?? sanitizeHtml(parsed, eventPageHtml);
  },
};

function tooMuch(wire: string): Refusal | null {
  if (wire.length > maximumCharacters)
    return new Refusal(`must have at most ${maximumCharacters} characters`);
  return wire.split('<').length > maximumTags
    ? new Refusal(`must have fewer than ${maximumTags} tags`)
    : null;
}

const eventPageHtml: sanitizeHtml.IOptions = {
  allowedTags: sanitizeHtml.defaults.allowedTags.concat(['img', 'del', 'ins']),
  allowedAttributes: {
    a: ['href', 'name', 'target', 'rel', 'title'],
    img: ['src', 'alt', 'title', 'width', 'height'],
    '*': ['dir', 'lang'],
  },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  allowedSchemesByTag: { img: ['http', 'https'] },
  allowProtocolRelative: false,
};
