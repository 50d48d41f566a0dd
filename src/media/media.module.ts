import { Global, Module } from '@nestjs/common';
import { BodyInterceptor } from './body.interceptor.js';
import { ImageAttachments } from './image-attachments.js';
import { ImageInspector } from './image.inspector.js';
import { ImageWorkers } from './image.workers.js';
import { ImageUploadPipe } from './image-upload.pipe.js';
import { MediaController } from './media.controller.js';
import { MediaFiles } from './media-files.js';
import { MediaLedger } from './media.ledger.js';
import { Renditions } from './renditions.js';
import { Spool } from './spool.js';
import { UploadsController } from './uploads.controller.js';
import { Uploads } from './uploads.js';

/** Pictures and files, for every floor above. */
@Global()
@Module({
  controllers: [MediaController, UploadsController],
  providers: [
    BodyInterceptor,
    ImageAttachments,
    ImageInspector,
    ImageUploadPipe,
    ImageWorkers,
    MediaFiles,
    MediaLedger,
    Renditions,
    Spool,
    Uploads,
  ],
  exports: [BodyInterceptor, ImageAttachments, ImageInspector, ImageUploadPipe, MediaLedger],
})
export class MediaModule {}
