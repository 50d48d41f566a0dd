import { Delete, Get, Param, Patch, Post } from '@nestjs/common';
import type { Caller } from '../auth/caller.js';
import { CurrentCaller } from '../auth/current-caller.decorator.js';
import { type LinkageDocument, LinkagePipe } from '../jsonapi/request/linkage.pipe.js';
import type { ResourceQuery } from '../jsonapi/request/query.js';
import type {
  RelationshipDefinition,
  ResourceDefinition,
} from '../jsonapi/resource/resource-definition.js';
import type { Answer } from '../jsonapi/response/answer.js';
import { RelationshipBody, RequestQuery, RequestRelationship } from './requested-query.js';
import { Serves } from './resource-route.js';
import type { ResourceService } from './resource.service.js';

/** The relationship routes of one resource. https://jsonapi.org/format/1.1/#crud-updating-relationships */
export function RelationshipController(definition: ResourceDefinition) {
  const relationship = { definition, target: 'relationship' } as const;

  abstract class RoutesOfRelationships {
    protected abstract readonly service: Pick<ResourceService, 'links' | 'queries'>;

    @Get(':id/relationships/:relationship')
    @Serves({ ...relationship, action: 'read' })
    linkage(
      @Param('id') name: string,
      @RequestRelationship() of: RelationshipDefinition,
      @RequestQuery() query: ResourceQuery,
      @CurrentCaller() caller: Caller,
    ): Promise<Answer> {
      return this.service.queries.linkage({ name, relationship: of }, { caller, query });
    }

    @Patch(':id/relationships/:relationship')
    @Serves({ ...relationship, action: 'update' })
    replaceLinkage(
      @Param('id') name: string,
      @RelationshipBody(LinkagePipe) document: LinkageDocument,
      @CurrentCaller() caller: Caller,
    ): Promise<Answer> {
      return this.service.links.change(name, document, caller);
    }

    @Post(':id/relationships/:relationship')
    @Serves({ ...relationship, action: 'update' })
    addLinkage(
      @Param('id') name: string,
      @RelationshipBody(LinkagePipe) document: LinkageDocument,
      @CurrentCaller() caller: Caller,
    ): Promise<Answer> {
      return this.service.links.change(name, document, caller);
    }

    @Delete(':id/relationships/:relationship')
    @Serves({ ...relationship, action: 'update' })
    removeLinkage(
      @Param('id') name: string,
      @RelationshipBody(LinkagePipe) document: LinkageDocument,
      @CurrentCaller() caller: Caller,
    ): Promise<Answer> {
      return this.service.links.change(name, document, caller);
    }
  }
  return RoutesOfRelationships;
}
