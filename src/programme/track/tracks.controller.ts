import { Controller } from '@nestjs/common';
import { ResourceController } from '../../resources/resource.controller.js';
import { Track } from './track.entity.js';

@Controller('tracks')
export class TracksController extends ResourceController(Track) {}
