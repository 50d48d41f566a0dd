import { Controller } from '@nestjs/common';
import { ResourceController } from '../../resources/resource.controller.js';
import { Faq } from './faq.entity.js';

@Controller('faqs')
export class FaqsController extends ResourceController(Faq) {}
