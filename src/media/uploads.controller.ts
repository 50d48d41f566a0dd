import { Body, Controller, HttpCode, Post, UseGuards } from '@nestjs/common';
import type { Caller } from '../auth/caller.js';
import { CurrentCaller } from '../auth/current-caller.decorator.js';
import { SignedInGuard } from '../auth/signed-in.guard.js';
import { EncodedBody } from '../jsonapi/response/encoded-body.js';
import { AcceptsPictures } from './accepts-pictures.js';
import type { ImageFile } from './image-file.js';
import { ImageUploadPipe } from './image-upload.pipe.js';
import { UploadBodyPipe } from './upload-body.pipe.js';
import { Uploads } from './uploads.js';

/** Files that are sent before the resource that will show them. */
@Controller('upload')
@UseGuards(SignedInGuard)
export class UploadsController {
  constructor(private readonly uploads: Uploads) {}

  @Post('image')
  @HttpCode(200)
  @AcceptsPictures('data')
  async image(
    @Body(UploadBodyPipe, ImageUploadPipe) image: ImageFile,
    @CurrentCaller() caller: Caller,
  ): Promise<EncodedBody> {
    return EncodedBody.json({ url: await this.uploads.keep(image, caller) });
  }
}
