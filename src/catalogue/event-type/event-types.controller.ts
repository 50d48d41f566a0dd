import { Controller } from '@nestjs/common';
import { ResourceController } from '../../resources/resource.controller.js';
import { EventType } from './event-type.entity.js';

@Controller('event-types')
export class EventTypesController extends ResourceController(EventType) {}
