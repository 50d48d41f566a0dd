import { isURL } from 'class-validator';
import { type Codec, Refusal } from './codec.js';
import { text } from './codecs.js';

/** An absolute http or https URL: what a page may safely make a link of; a host without a dot may be one at home. */
export const webUrl = {
  protocols: ['http', 'https'],
  require_protocol: true,
  require_tld: false,
};

/** A text that is one. */
export const webLink: Codec<string> = {
  name: 'web-link',
  comparable: true,
  schema: { type: 'string', format: 'uri' },
  parse(wire) {
    // Postgres keeps no other strings in JSON either.
    const url = text.parse(wire);
    return typeof url === 'string' && isURL(url, webUrl)
      ? url
      : new Refusal('must be an http or https URL');
  },
  render: (url) => url,
  parseText: (operand) => text.parseText(operand),
};
