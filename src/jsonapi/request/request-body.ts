import { type ExecutionContext, createParamDecorator } from '@nestjs/common';
import type { HttpRequest } from './http-request.js';

/** A body and the resource that the URL names: on update the two must agree. */
export interface RequestBody {
  readonly body: unknown;
  /** The id in the path; null where the path has none. */
  readonly id: string | null;
}

/** The argument that pipes turn into a document. */
export const ResourceBody = createParamDecorator(
  (_: unknown, context: ExecutionContext): RequestBody => {
    const request = context.switchToHttp().getRequest<HttpRequest & { readonly body: unknown }>();
    return { body: request.body, id: request.params['id'] ?? null };
  },
);
