import { Controller } from '@nestjs/common';
import { ResourceController } from '../../resources/resource.controller.js';
import { EventCopyright } from './event-copyright.entity.js';

@Controller('event-copyrights')
export class EventCopyrightsController extends ResourceController(EventCopyright) {}
