import { Reflector } from '@nestjs/core';
import type { ResourceDefinition } from '../jsonapi/resource/resource-definition.js';

/** What a handler of a resource controller serves; guards read it before the body is. */
export interface ResourceRoute {
  readonly definition: ResourceDefinition;
  readonly action: 'read' | 'create' | 'update' | 'delete';
  readonly target: 'collection' | 'resource' | 'related' | 'relationship';
}

export const Serves = Reflector.createDecorator<ResourceRoute>();
