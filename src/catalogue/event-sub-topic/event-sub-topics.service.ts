import { Injectable } from '@nestjs/common';
import { ResourceTools } from '../../resources/resource-tools.js';
import { SluggedService } from '../slugged.service.js';
import { EventSubTopic } from './event-sub-topic.entity.js';

@Injectable()
export class EventSubTopicsService extends SluggedService<EventSubTopic> {
  constructor(tools: ResourceTools) {
    super(EventSubTopic, tools);
  }
}
