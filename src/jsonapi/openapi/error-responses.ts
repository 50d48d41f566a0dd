import { STATUS_CODES } from 'node:http';
import { errorDocument } from '../errors/error-document.js';
import type { Fault } from '../errors/fault.js';
import { jsonApiType } from '../request/media-type.js';
import { pascalCase } from './component-names.js';
import type { Example, Headers, Reference, Response } from './openapi.js';
import { faultHeader, withRequestId } from './response-headers.js';
import { ref } from './schema.js';

/** One component for each status, with an example of each code. */
export function errorResponses(
  faults: readonly Fault[],
  publicUrl: string,
): Record<string, Response> {
  const statuses = [...new Set(faults.map(({ status }) => status))].sort((a, b) => a - b);
  return Object.fromEntries(
    statuses.map((status) => [
      nameOf(status),
      errorResponse(
        faults.filter((fault) => fault.status === status),
        publicUrl,
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

/** @param faults of one status */
function errorResponse(faults: readonly Fault[], publicUrl: string): Response {
  const byCode = new Map(faults.map((fault) => [fault.code, fault]));
  const examples = Object.fromEntries(
    Array.from(byCode, ([code, fault]): [string, Example] => [
      code,
      { summary: fault.title, value: errorDocument([fault], publicUrl) },
    ]),
  );
  const [status = 500] = faults.map((fault) => fault.status);
  const codes = [...byCode.keys()].map((code) => `\`${code}\``);
  return withRequestId({
    description: `${STATUS_CODES[status]}: ${codes.join(', ')}.`,
    headers: headersOf(faults),
    content: { [jsonApiType]: { schema: ref('ErrorDocument'), examples } },
  });
}

function headersOf(faults: readonly Fault[]): Headers {
  const names = new Set(faults.flatMap(({ headers = {} }) => Object.keys(headers)));
  return Object.fromEntries([...names].map((name) => [name, faultHeader(name)]));
}
