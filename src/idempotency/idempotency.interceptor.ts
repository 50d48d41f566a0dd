import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
} from '@nestjs/common';
import { type Observable, catchError, from, of } from 'rxjs';
import { callerOf } from '../auth/caller.js';
import { idempotencyKeyReused, invalidIdempotencyKey } from '../jsonapi/errors/data.errors.js';
import { JsonApiError } from '../jsonapi/errors/fault.js';
import type { HttpRequest } from '../jsonapi/request/http-request.js';
import type { Answer } from '../jsonapi/response/answer.js';
import { Framer } from '../jsonapi/response/framer.js';
import { fingerprintOf } from './body-fingerprint.js';
import { type IdempotencyName, IdempotencyStore } from './idempotency.store.js';
import { AlreadyAnswered, IdempotentRequest, keepIdempotentRequest } from './idempotent-request.js';

/**
 * Answers the repeat of a POST with the first answer, before anything is proven or written.
 * https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor<Answer, Answer> {
  constructor(
    private readonly store: IdempotencyStore,
    private readonly framer: Framer,
  ) {}

  /** @throws JsonApiError 400 for a key that is none, 422 for a key that belongs to another request */
  async intercept(
    context: ExecutionContext,
    next: CallHandler<Answer>,
  ): Promise<Observable<Answer>> {
    const http = context.switchToHttp();
    const request = http.getRequest<HttpRequest & { readonly body: unknown }>();
    const name = nameOf(request);
    if (name === null) return next.handle();
    const { body, method, originalUrl: target } = request;
    const fingerprint = await fingerprintOf(`${method} ${target}`, body);
    const known = await this.#answerTo(name, fingerprint);
    if (known !== null) return of(known);
    const idempotent = { name, fingerprint, target };
    keepIdempotentRequest(request, new IdempotentRequest(this.store, this.framer, idempotent));
    return next.handle().pipe(
      catchError((error: unknown) => {
        if (!(error instanceof AlreadyAnswered)) throw error;
        return from(this.#answerOfTheOther(name, fingerprint));
      }),
    );
  }

  async #answerTo(name: IdempotencyName, fingerprint: string): Promise<Answer | null> {
    const kept = await this.store.find(name);
    if (kept === null) return null;
    if (kept.fingerprint !== fingerprint) throw new JsonApiError(idempotencyKeyReused());
    return kept.answer;
  }

  /** The same request was under way at the same time, and came first. */
  async #answerOfTheOther(name: IdempotencyName, fingerprint: string): Promise<Answer> {
    const answer = await this.#answerTo(name, fingerprint);
    if (answer === null) throw new Error('The answer of a committed request is not there');
    return answer;
  }
}

function nameOf(request: HttpRequest): IdempotencyName | null {
  const header = request.headers['idempotency-key'];
  if (header === undefined) return null;
  const key = String(header)
    .trim()
    .replace(/^"(.*)"$/, '$1');
  if (!/^[\x20-\x7e]{1,255}$/.test(key)) throw new JsonApiError(invalidIdempotencyKey());
  const caller = callerOf(request);
  return { caller: caller.kind === 'user' ? caller.id : '', key };
}
