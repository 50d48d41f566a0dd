import { Injectable } from '@nestjs/common';
import type { Visibility } from '../database/visibility.js';
import type { ResourceDefinition } from '../jsonapi/resource/resource-definition.js';
import type { Caller } from './caller.js';
import { ResourcePolicy } from './resource.policy.js';

/** The policies of all resources; each resource's module enters its own. */
@Injectable()
export class ResourcePolicies {
  readonly #byDefinition = new Map<ResourceDefinition, ResourcePolicy>();

  enter(definition: ResourceDefinition, policy: ResourcePolicy): void {
    this.#byDefinition.set(definition, policy);
  }

  /** @throws Error where a resource has no module: a fault of composition */
  of(definition: ResourceDefinition): ResourcePolicy {
    const policy = this.#byDefinition.get(definition);
    if (policy === undefined) throw new Error(`The resource ${definition.type} has no policy`);
    return policy;
  }

  visibilityFor(caller: Caller): Visibility {
    return {
      rows: (definition) => this.of(definition).rows(caller),
      audience: (definition, name) => this.of(definition).audience(name, caller),
    };
  }
}
