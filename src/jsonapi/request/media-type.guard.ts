import type { IncomingMessage } from 'node:http';
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { notAcceptable, unsupportedMediaType } from '../errors/request.errors.js';
import { JsonApiError } from '../errors/fault.js';
import { hasBody } from './body-announcement.js';
import { type MediaType, jsonApiType, parseMediaRanges, parseMediaType } from './media-type.js';

/** The extension without which a route cannot be spoken to; no other route knows it. */
export const Requires = Reflector.createDecorator<string>();

/** Content negotiation. https://jsonapi.org/format/1.1/#content-negotiation-servers */
@Injectable()
export class MediaTypeGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  /** @throws JsonApiError 415 or 406 */
  canActivate(context: ExecutionContext): boolean {
    const { headers } = context.switchToHttp().getRequest<IncomingMessage>();
    const extension = this.reflector.get(Requires, context.getClass()) ?? null;
    if (hasBody(headers)) checkContentType(headers['content-type'], extension);
    if (headers.accept !== undefined) checkAccept(headers.accept, extension);
    return true;
  }
}

function checkContentType(header: string | undefined, extension: string | null): void {
  const type = header === undefined ? null : parseMediaType(header);
  if (type?.type !== jsonApiType)
    throw new JsonApiError(
      unsupportedMediaType(`Send the body as ${jsonApiType}${header ? `, not as ${header}` : ''}.`),
    );
  const problem = parameterProblem(type, extension);
  if (problem !== null) throw new JsonApiError(unsupportedMediaType(problem));
}

/** Ranges of other types are none of the standard's business; one JSON:API range in order is enough. */
function checkAccept(header: string, extension: string | null): void {
  const ranges = parseMediaRanges(header);
  if (ranges === null) throw new JsonApiError(notAcceptable('The Accept header cannot be read.'));
  const problems = ranges
    // A quality of 0 says that it is not wanted: https://www.rfc-editor.org/rfc/rfc9110#section-12.4.2
    .filter(({ quality, type }) => type === jsonApiType && quality > 0)
    .map((range) => parameterProblem(range, extension));
  const [first] = problems;
  if (first && !problems.includes(null)) throw new JsonApiError(notAcceptable(first));
}

function parameterProblem({ parameters }: MediaType, extension: string | null): string | null {
  const other = [...parameters.keys()].find((name) => name !== 'profile' && name !== 'ext');
  if (other !== undefined)
    return `${jsonApiType} takes the parameters "ext" and "profile" only, not "${other}".`;
  const extensions = (parameters.get('ext') ?? '').split(' ').filter((uri) => uri !== '');
  const unsupported = extensions.filter((uri) => uri !== extension);
  if (unsupported.length > 0)
    return `The extension ${unsupported.join(', ')} is not supported here.`;
  return extension === null || extensions.includes(extension)
    ? null
    : `This route speaks ${jsonApiType};ext="${extension}" only.`;
}
