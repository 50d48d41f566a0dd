import { Controller } from '@nestjs/common';
import { ResourceController } from '../../resources/resource.controller.js';
import { Speaker } from './speaker.entity.js';

@Controller('speakers')
export class SpeakersController extends ResourceController(Speaker) {}
