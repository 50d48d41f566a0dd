import { Controller } from '@nestjs/common';
import { ResourceController } from '../../resources/resource.controller.js';
import { UsersEventsRole } from './users-events-roles.entity.js';

@Controller('users-events-roles')
export class UsersEventsRolesController extends ResourceController(UsersEventsRole) {}
