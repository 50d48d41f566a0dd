import { Controller } from '@nestjs/common';
import { ResourceController } from '../../resources/resource.controller.js';
import { CustomPlaceholder } from './custom-placeholder.entity.js';

@Controller('custom-placeholders')
export class CustomPlaceholdersController extends ResourceController(CustomPlaceholder) {}
