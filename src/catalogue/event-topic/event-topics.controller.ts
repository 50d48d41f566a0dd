import { Controller } from '@nestjs/common';
import { ResourceController } from '../../resources/resource.controller.js';
import { EventTopic } from './event-topic.entity.js';

@Controller('event-topics')
export class EventTopicsController extends ResourceController(EventTopic) {}
