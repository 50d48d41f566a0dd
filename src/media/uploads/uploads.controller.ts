import { Body, Controller, HttpCode, Post, UseGuards, UseInterceptors } from '@nestjs/common';
import type { Caller } from '../../auth/caller.js';
import { CurrentCaller } from '../../auth/current-caller.decorator.js';
import { SignedInGuard } from '../../auth/signed-in.guard.js';
import { IdempotencyInterceptor } from '../../idempotency/idempotency.interceptor.js';
import { Idempotency, type IdempotentRequest } from '../../idempotency/idempotent-request.js';
import type { Answer } from '../../jsonapi/response/answer.js';
import { JsonApiInterceptor } from '../../jsonapi/response/json-api.interceptor.js';
import { AcceptsFiles } from '../body/accepts-files.js';
import { AcceptsUpload } from '../body/accepts-upload.js';
import { FileUploadPipe } from './file-upload.pipe.js';
import type { ImageFile } from '../image-file.js';
import { ImageUploadPipe } from './image-upload.pipe.js';
import { UploadBodyPipe } from './upload-body.pipe.js';
import { UploadFormPipe } from './upload-form.pipe.js';
import { manyParts, onePart } from '../body/upload-parts.js';
import { type ProvenUpload, Uploads } from './uploads.js';

/** In one form. */
const maximumFiles = 10;

/** Files that are sent before the resource that will show them. */
@Controller('upload')
@UseGuards(SignedInGuard)
@UseInterceptors(JsonApiInterceptor, IdempotencyInterceptor)
export class UploadsController {
  constructor(private readonly uploads: Uploads) {}

  @Post('image')
  @HttpCode(200)
  @AcceptsFiles('data')
  @AcceptsUpload({ kind: 'picture', parts: { [onePart]: 1 }, alone: 'image/' })
  image(
    @Body(UploadBodyPipe, ImageUploadPipe) image: ImageFile,
    @CurrentCaller() caller: Caller,
    @Idempotency() idempotent: IdempotentRequest | null,
  ): Promise<Answer> {
    return this.uploads.keep({ files: [image], many: false }, caller, idempotent);
  }

  @Post('files')
  @HttpCode(200)
  @AcceptsUpload({
    kind: 'file',
    parts: { [onePart]: 1, [manyParts]: maximumFiles },
    alone: null,
  })
  files(
    @Body(UploadFormPipe, FileUploadPipe) upload: ProvenUpload,
    @CurrentCaller() caller: Caller,
    @Idempotency() idempotent: IdempotentRequest | null,
  ): Promise<Answer> {
    return this.uploads.keep(upload, caller, idempotent);
  }
}
