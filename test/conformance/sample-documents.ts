import { randomUUID } from 'node:crypto';
import { ruleViolations } from '../../src/jsonapi/request/attribute.parser.js';
import type {
  AttributeDefinition,
  ResourceDefinition,
} from '../../src/jsonapi/resource/resource-definition.js';

/** Where a kind of value does not say enough: what the type's own rules ask for. */
const particular: Readonly<Record<string, (mark: string) => unknown>> = {
  'user.email': (mark) => `sample-${mark}@example.org`,
  'user.password': (mark) => `secret ${mark}`,
  'event.timezone': () => 'Europe/Berlin',
  'track.color': () => '#3366cc',
  'session-type.length': () => '00:45',
  'social-link.link': (mark) => `https://example.org/${mark}`,
  'feedback.rating': () => 4,
  'speakers-call.starts-at': () => '2031-01-01T09:00:00.000Z',
  'speakers-call.ends-at': () => '2031-02-01T09:00:00.000Z',
  'event.starts-at': () => '2031-05-01T09:00:00.000Z',
  'event.ends-at': () => '2031-05-03T18:00:00.000Z',
};

const byCodec: Readonly<Record<string, (mark: string) => unknown>> = {
  text: (mark) => `Sample ${mark}`,
  html: (mark) => `<p>Sample ${mark}</p>`,
  boolean: () => true,
  integer: () => 7,
  decimal: () => 7.5,
  'date-time': () => '2031-05-02T10:00:00.000Z',
};

/** A value that the attribute takes; no two texts are the same. */
export function sampleValue({ type }: ResourceDefinition, attribute: AttributeDefinition): unknown {
  const mark = randomUUID().slice(0, 13);
  const make = particular[`${type}.${attribute.name}`] ?? byCodec[attribute.codec.name];
  if (make === undefined)
    throw new Error(`No sample for ${type}.${attribute.name}: add one to sample-documents.ts`);
  return make(mark);
}

/** Everything that a create needs. */
export function sampleAttributes(definition: ResourceDefinition): Record<string, unknown> {
  const required = [...definition.attributes.values()].filter((attribute) => attribute.required);
  return Object.fromEntries(required.map((one) => [one.name, sampleValue(definition, one)]));
}

/** A check needs a text that can be changed, and the type has none. */
export class NoFreeText extends Error {
  constructor(type: string) {
    super(`${type} has no text that can be changed, sorted and filtered by`);
  }
}

/** A text that can be changed, sorted and filtered by, and of which no rule says what it must be. */
export function changeableText(definition: ResourceDefinition): AttributeDefinition {
  const found = [...definition.attributes.values()].find(
    (attribute) =>
      attribute.codec.name === 'text' &&
      !attribute.readonly &&
      !attribute.writeOnce &&
      attribute.sortable &&
      attribute.filterable &&
      ruleViolations(definition, new Map([[attribute, sampleValue(definition, attribute)]]))
        .length === 0,
  );
  if (found === undefined) throw new NoFreeText(definition.type);
  return found;
}
