import { Controller } from '@nestjs/common';
import { ResourceController } from '../../resources/resource.controller.js';
import { Role } from './role.entity.js';

@Controller('roles')
export class RolesController extends ResourceController(Role) {}
