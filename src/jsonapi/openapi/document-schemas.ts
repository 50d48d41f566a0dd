import { type Schemas, arrayOf, object, ref, url, urlOrNull } from './schema.js';

const text = { type: 'string' };
const meta = { type: 'object', description: 'Non-standard facts.', additionalProperties: true };

/** What documents of every type share. https://jsonapi.org/format/1.1/#document-structure */
export const documentSchemas: Schemas = {
  JsonApi: {
    ...object({ version: { const: '1.1' }, ext: arrayOf(url), profile: arrayOf(url) }, ['version']),
    description: 'What of the standard the document uses.',
  },
  Meta: meta,
  DocumentLinks: object({ self: url, describedby: url, related: url }, ['self']),
  CollectionLinks: object(
    {
      self: url,
      describedby: url,
      related: url,
      first: url,
      last: url,
      prev: urlOrNull,
      next: urlOrNull,
    },
    ['self', 'first'],
  ),
  ResourceLinks: object({ self: url }, ['self']),
  RelationshipLinks: object({ self: url, related: url }, ['self', 'related']),
  CollectionMeta: object(
    {
      count: { type: 'integer', description: 'How many there are on all pages.' },
      page: {
        ...object({ total: { type: 'integer' } }, ['total']),
        description: 'Of pages by cursor.',
      },
    },
    ['count'],
  ),
  ErrorSource: {
    description: 'Where in the request the fault lies.',
    oneOf: [
      object(
        { pointer: { ...text, format: 'json-pointer', description: 'Into the body: RFC 6901.' } },
        ['pointer'],
      ),
      object({ parameter: { ...text, description: 'The name of a query parameter.' } }, [
        'parameter',
      ]),
      object({ header: { ...text, description: 'The name of a request header.' } }, ['header']),
    ],
  },
  ErrorObject: object(
    {
      links: object({ about: { ...url, description: 'The page that lists the code.' } }, ['about']),
      status: { ...text, pattern: '^[45][0-9]{2}$', description: 'The HTTP status.' },
      code: { ...text, description: 'Stable: what programs decide by.' },
      title: { ...text, description: 'The same for every error with this code.' },
      detail: { ...text, description: 'About this occurrence, for a person.' },
      source: ref('ErrorSource'),
      meta: ref('Meta'),
    },
    ['links', 'status', 'code', 'title', 'detail'],
  ),
  ErrorDocument: {
    ...object(
      { jsonapi: ref('JsonApi'), errors: { ...arrayOf(ref('ErrorObject')), minItems: 1 } },
      ['jsonapi', 'errors'],
    ),
    description: 'All faults of the request, together.',
  },
};
