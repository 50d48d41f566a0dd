import type { Schema } from '../resource/codec.js';

export type { Schema };

/** Name → schema, as they stand under `components`. */
export type Schemas = Readonly<Record<string, Schema>>;

export const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });

export function object(properties: Schemas, required: readonly string[] = []): Schema {
  return { type: 'object', ...(required.length > 0 && { required }), properties };
}

export const arrayOf = (items: Schema): Schema => ({ type: 'array', items });

export const url: Schema = { type: 'string', format: 'uri' };

export const urlOrNull: Schema = { type: ['string', 'null'], format: 'uri' };

/** The same, or null. */
export function nullable(schema: Schema): Schema {
  const { enum: values, type, ...rest } = schema;
  if (typeof type !== 'string') return { anyOf: [schema, { type: 'null' }] };
  return {
    type: [type, 'null'],
    ...(Array.isArray(values) && { enum: [...values, null] }),
    ...rest,
  };
}

/** Sentences in one paragraph; undefined where nobody says anything. */
export function paragraph(
  ...sentences: readonly (string | null | undefined)[]
): string | undefined {
  const said = sentences.filter((sentence) => sentence);
  return said.length > 0 ? said.join(' ') : undefined;
}

/** Puts parts together. @throws Error where two would carry one name */
export function merged<T>(parts: readonly Readonly<Record<string, T>>[]): Record<string, T> {
  const whole: Record<string, T> = {};
  for (const [name, value] of parts.flatMap((part) => Object.entries(part))) {
    if (name in whole) throw new Error(`The OpenAPI document names "${name}" twice`);
    whole[name] = value;
  }
  return whole;
}
