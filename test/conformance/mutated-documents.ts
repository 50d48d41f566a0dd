import * as fc from 'fast-check';

/** Values that no member expects. */
const stranger = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    '',
    '\u0000',
    '\ud800',
    -1,
    1e308,
    true,
    [],
    {},
    [[]],
    'x'.repeat(300),
  ),
  fc.jsonValue({ maxDepth: 2 }),
);

interface Mutation {
  readonly kind: 'replace' | 'remove' | 'add' | 'wrap';
  /** Picks the place among all places of the document. */
  readonly at: number;
  readonly name: string;
  readonly value: unknown;
}

export const mutations = fc.array(
  fc.record<Mutation>({
    kind: fc.constantFrom('replace', 'remove', 'add', 'wrap'),
    at: fc.nat(),
    name: fc.oneof(fc.constantFrom('id', 'lid', 'type', 'data', 'meta', 'a/b~c'), fc.string()),
    value: stranger,
  }),
  { minLength: 1, maxLength: 3 },
);

/** A document that is no longer quite the valid one it was. */
export function mutated(document: unknown, list: readonly Mutation[]): unknown {
  return list.reduce(
    // The generator gives the same array more than once, and one put into itself is no JSON.
    (changed, mutation) => mutate(changed, { ...mutation, value: structuredClone(mutation.value) }),
    structuredClone(document),
  );
}

function mutate(document: unknown, { at, kind, name, value }: Mutation): unknown {
  const holders = holdersIn(document);
  const holder = holders[at % holders.length];
  if (holder === undefined) return value;
  const keys = Object.keys(holder);
  const key = keys[at % Math.max(keys.length, 1)];
  if (kind === 'add' || key === undefined) holder[Array.isArray(holder) ? 0 : name] = value;
  else if (kind === 'remove') delete holder[key];
  else holder[key] = kind === 'wrap' ? [holder[key]] : value;
  return document;
}

/** Every object and array of the document. */
function holdersIn(value: unknown): Record<string, unknown>[] {
  if (typeof value !== 'object' || value === null) return [];
  return [value as Record<string, unknown>, ...Object.values(value).flatMap(holdersIn)];
}
