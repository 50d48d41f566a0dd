import type { Operation, Response } from '../../jsonapi/openapi/openapi.js';
import { type Schema, ref } from '../../jsonapi/openapi/schema.js';

/** @param schema a name under `components` */
export function jsonBody(schema: string, sample: object): NonNullable<Operation['requestBody']> {
  const examples = { sample: { value: sample } };
  return { required: true, content: { 'application/json': { schema: ref(schema), examples } } };
}

export function jsonAnswer(description: string, schema: Schema): Response {
  return { description, content: { 'application/json': { schema } } };
}
