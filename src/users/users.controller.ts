import { Controller } from '@nestjs/common';
import { ResourceController } from '../resources/resource.controller.js';
import { User } from './user.entity.js';

@Controller('users')
export class UsersController extends ResourceController(User) {}
