import { Body, Controller, HttpCode, Post, UseGuards, UseInterceptors } from '@nestjs/common';
import type { Caller } from '../auth/caller.js';
import { CurrentCaller } from '../auth/current-caller.decorator.js';
import { SignedInGuard } from '../auth/signed-in.guard.js';
import { IdempotencyInterceptor } from '../idempotency/idempotency.interceptor.js';
import { Idempotency, type IdempotentRequest } from '../idempotency/idempotent-request.js';
import type { Answer } from '../jsonapi/response/answer.js';
import { JsonApiInterceptor } from '../jsonapi/response/json-api.interceptor.js';
import { AcceptsPictures } from './accepts-pictures.js';
import type { ImageFile } from './image-file.js';
import { ImageUploadPipe } from './image-upload.pipe.js';
import { UploadBodyPipe } from './upload-body.pipe.js';
import { Uploads } from './uploads.js';

/** Files that are sent before the resource that will show them. */
@Controller('upload')
@UseGuards(SignedInGuard)
@UseInterceptors(JsonApiInterceptor, IdempotencyInterceptor)
export class UploadsController {
  constructor(private readonly uploads: Uploads) {}

  @Post('image')
  @HttpCode(200)
  @AcceptsPictures('data')
  image(
    @Body(UploadBodyPipe, ImageUploadPipe) image: ImageFile,
    @CurrentCaller() caller: Caller,
    @Idempotency() idempotent: IdempotentRequest | null,
  ): Promise<Answer> {
    return this.uploads.keep(image, caller, idempotent);
  }
}
