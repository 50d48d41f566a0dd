import { Controller } from '@nestjs/common';
import { ResourceController } from '../resources/resource.controller.js';
import { Event } from './event.entity.js';

@Controller('events')
export class EventsController extends ResourceController(Event) {}
