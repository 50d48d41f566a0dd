import { STATUS_CODES } from 'node:http';
import { errorDocument } from '../errors/error-document.js';
import type { Fault } from '../errors/fault.js';
import { jsonApiType } from '../request/media-type.js';
import { pascalCase } from './component-names.js';
import type { Example, Reference, Response } from './openapi.js';
import { ref } from './schema.js';

/** One component for each status, with an example of each code. */
export function errorResponses(faults: readonly Fault[]): Record<string, Response> {
  const statuses = [...new Set(faults.map(({ status }) => status))].sort((a, b) => a - b);
  return Object.fromEntries(
    statuses.map((status) => [
      nameOf(status),
      errorResponse(
        status,
        faults.filter((fault) => fault.status === status),
      ),
    ]),
  );
}

/** What an operation's `responses` say of its refusals. */
export function refusals(...statuses: readonly number[]): Record<string, Reference> {
  return Object.fromEntries(
    [...new Set(statuses)].map((status) => [
      String(status),
      { $ref: `#/components/responses/${nameOf(status)}` },
    ]),
  );
}

/** 422 → `UnprocessableEntity` */
function nameOf(status: number): string {
  return pascalCase(STATUS_CODES[status] ?? String(status));
}

function errorResponse(status: number, faults: readonly Fault[]): Response {
  const headers = headersOf(faults);
  return {
    description: `${STATUS_CODES[status]}: ${faults.map(({ code }) => `\`${code}\``).join(', ')}.`,
    ...(Object.keys(headers).length > 0 && { headers }),
    content: { [jsonApiType]: { schema: ref('ErrorDocument'), examples: examplesOf(faults) } },
  };
}

function examplesOf(faults: readonly Fault[]): Record<string, Example> {
  return Object.fromEntries(
    faults.map((fault) => [fault.code, { summary: fault.title, value: errorDocument([fault]) }]),
  );
}

function headersOf(faults: readonly Fault[]): NonNullable<Response['headers']> {
  const names = new Set(faults.flatMap(({ headers = {} }) => Object.keys(headers)));
  return Object.fromEntries([...names].map((name) => [name, { schema: { type: 'string' } }]));
}
