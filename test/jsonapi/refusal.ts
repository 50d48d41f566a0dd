import { type Fault, JsonApiError } from '../../src/jsonapi/errors/fault.js';

/** What a function refuses; whatever else it throws goes through. */
export function refusal(refusing: () => unknown): readonly Fault[] {
  try {
    refusing();
  } catch (error) {
    if (error instanceof JsonApiError) return error.faults;
    throw error;
  }
  return [];
}

/** The sources of faults: parameters, pointers or headers, in the order of the faults. */
export function sources(faults: readonly Fault[]): readonly (string | undefined)[] {
  return faults.map(({ source = {} }) => Object.values(source)[0]);
}

/**
 * Follows a pointer by the letter of RFC 6901, independently of what made it.
 *
 * @throws Error where it leads nowhere
 */
export function resolvePointer(document: unknown, pointer: string): unknown {
  if (pointer === '') return document;
  if (!pointer.startsWith('/')) throw new Error(`"${pointer}" is no pointer`);
  return pointer
    .slice(1)
    .split('/')
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce(step, document);
}

function step(value: unknown, token: string): unknown {
  if (Array.isArray(value)) {
    if (!/^(0|[1-9]\d*)$/.test(token) || Number(token) >= value.length)
      throw new Error(`There is no element ${token}`);
    return value[Number(token)];
  }
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, token))
    throw new Error(`There is no member "${token}"`);
  return (value as Readonly<Record<string, unknown>>)[token];
}
