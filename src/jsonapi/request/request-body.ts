import { type ExecutionContext, createParamDecorator } from '@nestjs/common';
import type { HttpRequest } from './http-request.js';

/** A body and the resource that the URL names: on update the two must agree. */
export interface RequestBody {
  readonly body: unknown;
  /** The id of the resource that the path names; null where it names none. */
  readonly id: string | null;
}

const resolvedIds = new WeakMap<object, string>();

/** Said by whoever has found the resource that the URL names, by whatever name. */
export function keepResolvedId(request: object, id: string): void {
  resolvedIds.set(request, id);
}

/** The argument that pipes turn into a document. */
export const ResourceBody = createParamDecorator(
  (_: unknown, context: ExecutionContext): RequestBody => {
    const request = context.switchToHttp().getRequest<HttpRequest & { readonly body: unknown }>();
    return { body: request.body, id: resolvedIds.get(request) ?? null };
  },
);
