import sanitizeHtml from 'sanitize-html';
import { type Codec, Refusal } from './codec.js';
import { text } from './codecs.js';

/** Rich text: what could run or load in a reader's browser is removed on the way in. */
export const html: Codec<string> = {
  ...text,
  name: 'html',
  schema: { type: 'string', contentMediaType: 'text/html' },
  comparable: false,
  parse: (wire) => {
    const parsed = text.parse(wire);
    return parsed instanceof Refusal ? parsed : sanitizeHtml(parsed, eventPageHtml);
  },
};

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
