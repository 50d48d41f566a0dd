import { Controller } from '@nestjs/common';
import { ResourceController } from '../../resources/resource.controller.js';
import { Feedback } from './feedback.entity.js';

@Controller('feedbacks')
export class FeedbacksController extends ResourceController(Feedback) {}
