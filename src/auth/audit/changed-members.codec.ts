import { type Codec, Refusal } from '../../jsonapi/resource/codec.js';

/** A member that was changed, by its name on the wire. */
export interface ChangedMember {
  readonly name: string;
  /** What it was and became, where it is a privilege itself; of a relationship, the id. Never a text of somebody's. */
  readonly from?: boolean | string | null;
  readonly to?: boolean | string | null;
}

const value = { type: ['boolean', 'string', 'null'] };

/** For reading only. */
export const changedMembers: Codec<readonly ChangedMember[]> = {
  name: 'changed-members',
  comparable: false,
  schema: {
    type: 'array',
    items: {
      type: 'object',
      required: ['name'],
      properties: { name: { type: 'string' }, from: value, to: value },
      additionalProperties: false,
    },
  },
  parse: () => new Refusal('is set by the server'),
  render: (members) => members.map((member) => ({ ...member })),
  parseText: () => new Refusal('cannot be compared'),
};
