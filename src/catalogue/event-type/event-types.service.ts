import { Injectable } from '@nestjs/common';
import { ResourceTools } from '../../resources/resource-tools.js';
import { SluggedService } from '../slugged.service.js';
import { EventType } from './event-type.entity.js';

@Injectable()
export class EventTypesService extends SluggedService<EventType> {
  constructor(tools: ResourceTools) {
    super(EventType, tools);
  }
}
