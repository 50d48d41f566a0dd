import { type Codec, Refusal } from '../../jsonapi/resource/codec.js';

/** An array of texts, for reading only. */
export const textList: Codec<readonly string[]> = {
  name: 'text-list',
  comparable: false,
  schema: { type: 'array', items: { type: 'string' } },
  parse: () => new Refusal('is set by the server'),
  render: (list) => [...list],
  parseText: () => new Refusal('cannot be compared'),
};
