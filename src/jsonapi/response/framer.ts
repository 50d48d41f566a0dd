import type { Answer, FramedAnswer } from './answer.js';
import { DocumentBuilder } from './document.builder.js';
import { entityTag } from './entity-tag.js';
import { LinkBuilder } from './link-builder.js';
import { Injectable } from '@nestjs/common';

/** Answers → status, headers and body, as they will go over the wire. */
@Injectable()
export class Framer {
  constructor(
    private readonly documents: DocumentBuilder,
    private readonly links: LinkBuilder,
  ) {}

  /** @param target path and query string as requested */
  frame(answer: Answer, target: string): FramedAnswer {
    if (answer.kind === 'framed') return answer;
    if (answer.kind === 'no-content')
      return { kind: 'framed', status: 204, headers: {}, body: null };
    const body = this.documents.build(answer, target);
    const record = answer.kind === 'resource' ? answer.result.primary : null;
    const status = answer.kind === 'resource' ? answer.status : 200;
    const headers: Record<string, string> = { ETag: entityTag(body.bytes, record?.version) };
    if (status === 201 && record !== null)
      headers['Location'] = this.links.resource(record.projection.definition, record.id);
    return { kind: 'framed', status, headers, body };
  }
}
