import { Injectable, type PipeTransform } from '@nestjs/common';
import type { Linkage } from '../document.js';
import { invalidDocument, relationshipReadonly } from '../errors/document.errors.js';
import { JsonApiError } from '../errors/fault.js';
import type { RelationshipDefinition } from '../resource/resource-definition.js';
import { parseLinkage } from './linkage.parser.js';

/** The body of a relationship route, and the relationship that its path names. */
export interface LinkageBody {
  readonly body: unknown;
  readonly relationship: RelationshipDefinition;
  /** POST and DELETE take lists only. */
  readonly change: 'replace' | 'add' | 'remove';
}

/** A linkage as it was sent. */
export interface LinkageDocument extends Pick<LinkageBody, 'relationship' | 'change'> {
  readonly linkage: Linkage;
  /** To the linkage in the body. */
  readonly pointer: string;
}

/** https://jsonapi.org/format/1.1/#crud-updating-relationships */
@Injectable()
export class LinkagePipe implements PipeTransform<LinkageBody, LinkageDocument> {
  /** @throws JsonApiError 403, or 404, 409 or 422 with a pointer for each identifier that is wrong */
  transform({ body, change, relationship }: LinkageBody): LinkageDocument {
    // Whatever the body says: https://jsonapi.org/format/1.1/#crud-updating-to-one-relationships knows PATCH only.
    if (relationship.cardinality === 'one' && change !== 'replace')
      throw new JsonApiError(relationshipReadonly(relationship.name));
    if (typeof body !== 'object' || body === null || !('data' in body))
      throw new JsonApiError(invalidDocument('', 'The document needs the member "data".'));
    const parsed = parseLinkage(body.data, relationship, { body, path: ['data'] });
    if ('faults' in parsed) throw new JsonApiError(parsed.faults);
    return { linkage: parsed.linkage, pointer: '/data', relationship, change };
  }
}
