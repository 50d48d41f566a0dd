import { Controller } from '@nestjs/common';
import { ResourceController } from '../../resources/resource.controller.js';
import { SocialLink } from './social-link.entity.js';

@Controller('social-links')
export class SocialLinksController extends ResourceController(SocialLink) {}
