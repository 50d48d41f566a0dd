import { Controller } from '@nestjs/common';
import { ResourceController } from '../../resources/resource.controller.js';
import { SpeakersCall } from './speakers-call.entity.js';

@Controller('speakers-calls')
export class SpeakersCallsController extends ResourceController(SpeakersCall) {}
