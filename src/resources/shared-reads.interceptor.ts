import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
} from '@nestjs/common';
import type { Request } from 'express';
import { type Observable, firstValueFrom, from } from 'rxjs';
import { callerOf } from '../auth/caller.js';
import type { Answer, FramedAnswer } from '../jsonapi/response/answer.js';
import { Framer } from '../jsonapi/response/framer.js';
import { requestedQuery } from './requested-query.js';
import { SharedReads } from './shared-reads.js';

/**
 * Strangers all see the same: what several of them ask for at the same moment is read and written down once.
 * Guards come before it, so each of them was judged on his own.
 */
@Injectable()
export class SharedReadsInterceptor implements NestInterceptor<Answer, Answer> {
  readonly #reads = new SharedReads<FramedAnswer>();

  constructor(private readonly framer: Framer) {}

  intercept(context: ExecutionContext, next: CallHandler<Answer>): Observable<Answer> {
    const request = context.switchToHttp().getRequest<Request>();
    if (!isForEverybody(request)) return next.handle();
    const { originalUrl } = request;
    const read = async () => this.framer.frame(await firstValueFrom(next.handle()), originalUrl);
    // Not by the URL alone: who accepts the profile of cursors gets another page of it.
    const { page } = requestedQuery(request).query;
    return from(this.#reads.join(`${page.kind} ${originalUrl}`, read));
  }
}

function isForEverybody(request: Request): boolean {
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  return isRead && callerOf(request).kind === 'anonymous';
}
