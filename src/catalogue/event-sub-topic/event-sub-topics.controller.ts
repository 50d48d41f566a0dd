import { Controller } from '@nestjs/common';
import { ResourceController } from '../../resources/resource.controller.js';
import { EventSubTopic } from './event-sub-topic.entity.js';

@Controller('event-sub-topics')
export class EventSubTopicsController extends ResourceController(EventSubTopic) {}
