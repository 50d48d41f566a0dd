import { Injectable } from '@nestjs/common';
import { ResourceTools } from '../../resources/resource-tools.js';
import { SluggedService } from '../slugged.service.js';
import { EventTopic } from './event-topic.entity.js';

@Injectable()
export class EventTopicsService extends SluggedService<EventTopic> {
  constructor(tools: ResourceTools) {
    super(EventTopic, tools);
  }
}
