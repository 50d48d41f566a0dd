import type { IncomingMessage } from 'node:http';
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { notAcceptable, unsupportedMediaType } from '../errors/errors.js';
import { JsonApiError } from '../errors/fault.js';
import { type MediaType, jsonApiType, parseMediaRanges, parseMediaType } from './media-type.js';

/** Extensions that every route of this server knows; `/v1/operations` knows one more. */
const supportedExtensions: ReadonlySet<string> = new Set();

/** Content negotiation. https://jsonapi.org/format/1.1/#content-negotiation-servers */
@Injectable()
export class MediaTypeGuard implements CanActivate {
  /** @throws JsonApiError 415 or 406 */
  canActivate(context: ExecutionContext): boolean {
    const { headers } = context.switchToHttp().getRequest<IncomingMessage>();
    if (hasBody(headers)) checkContentType(headers['content-type']);
    if (headers.accept !== undefined) checkAccept(headers.accept);
    return true;
  }
}

/** A body is announced by its length or its framing. https://www.rfc-editor.org/rfc/rfc9112#section-6.3 */
function hasBody(headers: IncomingMessage['headers']): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

function checkContentType(header: string | undefined): void {
  const type = header === undefined ? null : parseMediaType(header);
  if (type?.type !== jsonApiType)
    throw new JsonApiError(
      unsupportedMediaType(
        `Send the body as ${jsonApiType}${header ? `, not as ${header.slice(0, 100)}` : ''}.`,
      ),
    );
  const problem = parameterProblem(type);
  if (problem !== null) throw new JsonApiError(unsupportedMediaType(problem));
}

/** Ranges of other types are none of the standard's business; one JSON:API range in order is enough. */
function checkAccept(header: string): void {
  const ranges = parseMediaRanges(header);
  if (ranges === null) throw new JsonApiError(notAcceptable('The Accept header cannot be read.'));
  const problems = ranges
    // A quality of 0 says that it is not wanted: https://www.rfc-editor.org/rfc/rfc9110#section-12.4.2
    .filter(({ quality, type }) => type === jsonApiType && quality > 0)
    .map(parameterProblem);
  const [first] = problems;
  if (first && !problems.includes(null)) throw new JsonApiError(notAcceptable(first));
}

function parameterProblem({ parameters }: MediaType): string | null {
  for (const [name, value] of parameters) {
    if (name === 'profile') continue;
    if (name !== 'ext')
      return `${jsonApiType} takes the parameters "ext" and "profile" only, not "${name}".`;
    const unsupported = value
      .split(' ')
      .filter((uri) => uri !== '' && !supportedExtensions.has(uri));
    if (unsupported.length > 0)
      return `The extension ${unsupported.join(', ')} is not supported here.`;
  }
  return null;
}
