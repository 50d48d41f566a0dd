import { Controller } from '@nestjs/common';
import { ResourceController } from '../../resources/resource.controller.js';
import { Sponsor } from './sponsor.entity.js';

@Controller('sponsors')
export class SponsorsController extends ResourceController(Sponsor) {}
