import { maximumOperations } from '../atomic/operations.parser.js';
import { identity } from '../resource/codecs.js';
import type { ResourceDefinition } from '../resource/resource-definition.js';
import { namesOf } from './component-names.js';
import { lid } from './linkage-schemas.js';
import { anyResource } from './resource-schemas.js';
import { type Schema, type Schemas, arrayOf, object, ref } from './schema.js';

const op = (name: string): Schema => ({ type: 'string', const: name });

const href: Schema = {
  type: 'string',
  format: 'uri-reference',
  description: 'Instead of `ref`: a path or URL below /v1.',
};

/** https://jsonapi.org/ext/atomic/#document-structure */
export function atomicSchemas(definitions: readonly ResourceDefinition[]): Schemas {
  const anyOfType = (prefix: string) => ({
    anyOf: definitions.map((one) => ref(`${prefix}${namesOf(one).one}`)),
  });
  const linked = ref('AtomicIdentifier');
  return {
    AtomicIdentifier: identified(definitions, {}),
    AtomicResource: identified(definitions, { relationship: { type: 'string' } }),
    AtomicOperation: {
      anyOf: [
        object({ op: op('add'), href, data: anyOfType('New') }, ['op', 'data']),
        object({ op: op('update'), ...target, data: anyOfType('Changed') }, ['op', 'data']),
        object({ op: op('remove'), ...target }, ['op']),
        {
          ...object(
            {
              op: { type: 'string', enum: ['add', 'update', 'remove'] },
              ...target,
              data: { anyOf: [linked, arrayOf(linked), { type: 'null' }] },
            },
            ['op', 'data'],
          ),
          description: 'On a relationship: `ref` names it, or `href` leads to it.',
        },
      ],
    },
    AtomicRequest: object(
      {
        'atomic:operations': {
          ...arrayOf(ref('AtomicOperation')),
          minItems: 1,
          maxItems: maximumOperations,
        },
      },
      ['atomic:operations'],
    ),
    AtomicAnswer: object(
      { jsonapi: ref('JsonApi'), 'atomic:results': arrayOf(object({ data: ref(anyResource) })) },
      ['jsonapi', 'atomic:results'],
    ),
  };
}

const target: Schemas = { ref: ref('AtomicResource'), href };

/** By its id, or by the lid that an earlier operation has given it. */
function identified(definitions: readonly ResourceDefinition[], more: Schemas): Schema {
  const type = { type: 'string', enum: definitions.map((one) => one.type) };
  return {
    oneOf: [
      object({ type, id: identity.schema, ...more }, ['type', 'id']),
      object({ type, lid, ...more }, ['type', 'lid']),
    ],
  };
}
