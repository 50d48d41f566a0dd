import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
} from '@nestjs/common';
import type { Request, Response } from 'express';
import { type Observable, map } from 'rxjs';
import type { Answer, FramedAnswer } from './answer.js';
import type { EncodedBody } from './encoded-body.js';
import { matchesNone } from './entity-tag.js';
import { Framer } from './framer.js';

/** Sends what a handler answers: status, headers and document. */
@Injectable()
export class JsonApiInterceptor implements NestInterceptor<Answer, EncodedBody | undefined> {
  constructor(private readonly framer: Framer) {}

  intercept(
    context: ExecutionContext,
    next: CallHandler<Answer>,
  ): Observable<EncodedBody | undefined> {
    const http = context.switchToHttp();
    const request = http.getRequest<Request>();
    const response = http.getResponse<Response>();
    return next.handle().pipe(
      map((answer) => this.framer.frame(answer, request.originalUrl)),
      map((framed) => send(framed, request, response)),
    );
  }
}

function send(
  { body, headers, status }: FramedAnswer,
  request: Request,
  response: Response,
): EncodedBody | undefined {
  response.vary('Accept');
  response.status(status).set(headers);
  if (request.method === 'GET' || request.method === 'HEAD') {
    // What one caller may see is not another's: a shared cache must ask again.
    response.setHeader('Cache-Control', 'private, no-cache');
    response.vary('Authorization');
    if (!matchesNone(request.headers['if-none-match'], headers['ETag'] ?? '')) {
      response.status(304);
      return undefined;
    }
  }
  return body ?? undefined;
}
