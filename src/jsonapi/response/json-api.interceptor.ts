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
    const { originalUrl } = http.getRequest<Request>();
    const response = http.getResponse<Response>();
    return next.handle().pipe(map((answer) => this.#frame(answer, originalUrl, response)));
  }

  #frame(answer: Answer, target: string, response: Response): EncodedBody | undefined {
    response.vary('Accept');
    if (answer.kind === 'no-content') {
      response.status(204);
      return undefined;
    }
    response.status(answer.kind === 'resource' ? answer.status : 200);
    if (answer.kind === 'resource' && answer.status === 201 && answer.result.primary !== null) {
      const { id, projection } = answer.result.primary;
      response.setHeader('Location', this.links.resource(projection.definition, id));
    }
    return EncodedBody.document(this.documents.build(answer, target));
  }
}
