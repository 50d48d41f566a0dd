import { Module } from '@nestjs/common';
import { CataloguePolicy } from '../auth/resource.policy.js';
import { ResourceModule } from '../resources/resource.module.js';
import { CustomPlaceholder } from './custom-placeholder/custom-placeholder.entity.js';
import { CustomPlaceholdersController } from './custom-placeholder/custom-placeholders.controller.js';
import { EventSubTopic } from './event-sub-topic/event-sub-topic.entity.js';
import { EventSubTopicsController } from './event-sub-topic/event-sub-topics.controller.js';
import { EventSubTopicsService } from './event-sub-topic/event-sub-topics.service.js';
import { EventTopic } from './event-topic/event-topic.entity.js';
import { EventTopicsController } from './event-topic/event-topics.controller.js';
import { EventTopicsService } from './event-topic/event-topics.service.js';
import { EventType } from './event-type/event-type.entity.js';
import { EventTypesController } from './event-type/event-types.controller.js';
import { EventTypesService } from './event-type/event-types.service.js';
import { Role } from './role/role.entity.js';
import { RolesController } from './role/roles.controller.js';
import { StandardRoles } from './role/standard-roles.js';
import { SettingsController } from './setting/settings.controller.js';

const policy = CataloguePolicy;

/** What all events choose from: everyone reads it, admins write it. */
@Module({
  imports: [
    ResourceModule.for(EventType, { policy, service: EventTypesService }),
    ResourceModule.for(EventTopic, { policy, service: EventTopicsService }),
    ResourceModule.for(EventSubTopic, { policy, service: EventSubTopicsService }),
    ResourceModule.for(CustomPlaceholder, { policy }),
    ResourceModule.for(Role, { policy }),
  ],
  controllers: [
    EventTypesController,
    EventTopicsController,
    EventSubTopicsController,
    CustomPlaceholdersController,
    RolesController,
    SettingsController,
  ],
  providers: [StandardRoles],
})
export class CatalogueModule {}
