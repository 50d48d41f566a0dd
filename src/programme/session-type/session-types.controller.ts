import { Controller } from '@nestjs/common';
import { ResourceController } from '../../resources/resource.controller.js';
import { SessionType } from './session-type.entity.js';

@Controller('session-types')
export class SessionTypesController extends ResourceController(SessionType) {}
