import { Controller } from '@nestjs/common';
import { ResourceController } from '../../resources/resource.controller.js';
import { Microlocation } from './microlocation.entity.js';

@Controller('microlocations')
export class MicrolocationsController extends ResourceController(Microlocation) {}
