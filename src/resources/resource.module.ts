import { type DynamicModule, Module, type Provider, type Type } from '@nestjs/common';
import { ResourcePolicies } from '../auth/resource-policies.js';
import { ResourcePolicy } from '../auth/resource.policy.js';
import { definitionOf } from '../jsonapi/resource/define-resource.js';
import type { EntityClass } from '../jsonapi/resource/resource-definition.js';
import { ResourceTools } from './resource-tools.js';
import { ResourceService, serviceOf } from './resource.service.js';
import { ResourceServices } from './resource-services.js';

export interface ResourceParts {
  readonly policy: Type<ResourcePolicy>;
  /** Where the resource has rules of its own. */
  readonly service?: Type<ResourceService>;
}

/** Puts a resource's service and policy where its controller and the other resources find them. */
@Module({})
export class ResourceModule {
  static for(entity: EntityClass, { policy, service }: ResourceParts): DynamicModule {
    const token = serviceOf(entity);
    const own: Provider = service
      ? { provide: token, useExisting: service }
      : {
          provide: token,
          inject: [ResourceTools],
          useFactory: (tools: ResourceTools) => new ResourceService(entity, tools),
        };
    const entered: Provider = {
      provide: `PARTS_OF_${token}`,
      inject: [ResourcePolicies, policy, ResourceServices, token],
      useFactory: (
        policies: ResourcePolicies,
        one: ResourcePolicy,
        services: ResourceServices,
        itsService: ResourceService,
      ) => {
        policies.enter(definitionOf(entity), one);
        services.enter(itsService);
        return one;
      },
    };
    return {
      module: ResourceModule,
      providers: [policy, ...(service ? [service] : []), own, entered],
      exports: [token],
    };
  }
}
