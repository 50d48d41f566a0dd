import { Injectable } from '@nestjs/common';
import type { Visibility } from '../database/visibility.js';
import { type Filter, anyOf } from '../jsonapi/request/filter.js';
import type { Reach } from '../jsonapi/request/query.js';
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

  visibilityFor(caller: Caller, reach: Reach = 'kept'): Visibility {
    return {
      rows: (definition) => this.#rows(definition, caller, reach),
      audience: (definition, name) => this.of(definition).audience(name, caller),
    };
  }

  #rows(definition: ResourceDefinition, caller: Caller, reach: Reach): Filter {
    const policy = this.of(definition);
    const kept = policy.rows(caller);
    return reach === 'kept' ? kept : anyOf(kept, policy.restore(caller));
  }
}
