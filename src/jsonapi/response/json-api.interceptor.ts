import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
} from '@nestjs/common';
import type { Request, Response } from 'express';
import { type Observable, map } from 'rxjs';
import type { Answer } from './answer.js';
import { DocumentBuilder } from './document.builder.js';
import { EncodedBody } from './encoded-body.js';
import { entityTag, matchesNone } from './entity-tag.js';
import { LinkBuilder } from './link-builder.js';

/** Frames what a handler answers: status, headers and document. */
@Injectable()
export class JsonApiInterceptor implements NestInterceptor<Answer, EncodedBody | undefined> {
  constructor(
    private readonly documents: DocumentBuilder,
    private readonly links: LinkBuilder,
  ) {}

  intercept(
    context: ExecutionContext,
    next: CallHandler<Answer>,
  ): Observable<EncodedBody | undefined> {
    const http = context.switchToHttp();
    const request = http.getRequest<Request>();
    const response = http.getResponse<Response>();
    return next.handle().pipe(map((answer) => this.#frame(answer, request, response)));
  }

  #frame(answer: Answer, request: Request, response: Response): EncodedBody | undefined {
    response.vary('Accept');
    if (answer.kind === 'no-content') {
      response.status(204);
      return undefined;
    }
    response.status(answer.kind === 'resource' ? answer.status : 200);
    const record = answer.kind === 'resource' ? answer.result.primary : null;
    if (record !== null && response.statusCode === 201)
      response.setHeader('Location', this.links.resource(record.projection.definition, record.id));
    const document = this.documents.build(answer, request.originalUrl);
    const body = EncodedBody.document(document, { profile: document.jsonapi.profile?.[0] });
    return this.#validate(body, record?.version, { request, response });
  }

  /** A client that has the very bytes already is told so, and no more. */
  #validate(
    body: EncodedBody,
    version: string | undefined,
    { request, response }: { readonly request: Request; readonly response: Response },
  ): EncodedBody | undefined {
    const tag = entityTag(body.text, version);
    response.setHeader('ETag', tag);
    const fetching = request.method === 'GET' || request.method === 'HEAD';
    if (!fetching) return body;
    // What one caller may see is not another's: a shared cache must ask again.
    response.setHeader('Cache-Control', 'private, no-cache');
    response.vary('Authorization');
    if (matchesNone(request.headers['if-none-match'], tag)) return body;
    response.status(304);
    return undefined;
  }
}
