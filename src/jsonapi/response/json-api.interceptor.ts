import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
} from '@nestjs/common';
import type { Request, Response } from 'express';
import { type Observable, map, mergeMap } from 'rxjs';
import type { Answer, StreamedAnswer } from './answer.js';
import type { EncodedBody } from './encoded-body.js';
import { matchesNone } from './entity-tag.js';
import { Framer } from './framer.js';
import { StreamedBody } from './streamed-body.js';

type Body = EncodedBody | StreamedBody;

/** Sends what a handler answers: status, headers and document. */
@Injectable()
export class JsonApiInterceptor implements NestInterceptor<
  Answer | StreamedAnswer,
  Body | undefined
> {
  constructor(private readonly framer: Framer) {}

  intercept(
    context: ExecutionContext,
    next: CallHandler<Answer | StreamedAnswer>,
  ): Observable<Body | undefined> {
    const http = context.switchToHttp();
    const request = http.getRequest<Request>();
    const response = http.getResponse<Response>();
    return next.handle().pipe(
      map((answer) =>
        answer.kind === 'streamed'
          ? { ...answer, status: 200 }
          : this.framer.frame(answer, request.originalUrl),
      ),
      mergeMap((framed) => send(framed, request, response)),
    );
  }
}

interface Sent {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Body | null;
}

async function send(
  { body, headers, status }: Sent,
  request: Request,
  response: Response,
): Promise<Body | undefined> {
  response.vary('Accept');
  response.status(status).set(headers);
  if (request.method === 'GET' || request.method === 'HEAD') {
    // What one caller may see is not another's: a shared cache must ask again.
    response.setHeader('Cache-Control', 'private, no-cache');
    response.vary('Authorization');
    if (!matchesNone(request.headers['if-none-match'], headers['ETag'] ?? '')) {
      response.status(304);
      if (body instanceof StreamedBody) await body.dispose();
      return undefined;
    }
  }
  return body ?? undefined;
}
