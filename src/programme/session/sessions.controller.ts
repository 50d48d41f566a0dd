import { Controller } from '@nestjs/common';
import { ResourceController } from '../../resources/resource.controller.js';
import { Session } from './session.entity.js';

@Controller('sessions')
export class SessionsController extends ResourceController(Session) {}
