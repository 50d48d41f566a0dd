import { Controller } from '@nestjs/common';
import { ResourceController } from '../../resources/resource.controller.js';
import { Exhibitor } from './exhibitor.entity.js';

@Controller('exhibitors')
export class ExhibitorsController extends ResourceController(Exhibitor) {}
