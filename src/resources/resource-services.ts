import { Injectable } from '@nestjs/common';
import type { ResourceDefinition } from '../jsonapi/resource/resource-definition.js';
import type { ResourceService } from './resource.service.js';

/** The services of all resources; each resource's module enters its own. */
@Injectable()
export class ResourceServices {
  readonly #byDefinition = new Map<ResourceDefinition, ResourceService>();

  enter(service: ResourceService): void {
    this.#byDefinition.set(service.definition, service);
  }

  /** @throws Error where a resource has no module: a fault of composition */
  of(definition: ResourceDefinition): ResourceService {
    const service = this.#byDefinition.get(definition);
    if (service === undefined) throw new Error(`The resource ${definition.type} has no service`);
    return service;
  }
}
