import { Global, Module, type OnModuleInit } from '@nestjs/common';
import { Housekeeping } from '../database/housekeeping.js';
import { AttachmentLedger } from './attachment.ledger.js';
import { BodyInterceptor } from './body.interceptor.js';
import { FileInspector } from './file.inspector.js';
import { FileAttachments } from './file-attachments.js';
import { ImageInspector } from './image.inspector.js';
import { ImageWorkers } from './image.workers.js';
import { ImageUploadPipe } from './image-upload.pipe.js';
import { MediaCapacity } from './media.capacity.js';
import { MediaController } from './media.controller.js';
import { MediaFiles } from './media-files.js';
import { MediaLedger } from './media.ledger.js';
import { MediaSweeper } from './media.sweeper.js';
import { NicerRenditions } from './nicer-renditions.js';
import { RenditionRenderer } from './rendition.renderer.js';
import { Renditions } from './renditions.js';
import { Spool } from './spool.js';
import { FileAudit } from './sweeper.files.js';
import { LedgerSweep } from './sweeper.ledger.js';
import { SweeperLock } from './sweeper.lock.js';
import { RowAudit } from './sweeper.rows.js';
import { SweeperSchedule } from './sweeper.schedule.js';
import { UploadAllowances } from './upload-allowances.js';
import { UploadQuota } from './upload-quota.js';
import { UploadReception } from './upload-reception.js';
import { UploadsController } from './uploads.controller.js';
import { Uploads } from './uploads.js';

/** Pictures and files, for every floor above. */
@Global()
@Module({
  controllers: [MediaController, UploadsController],
  providers: [
    BodyInterceptor,
    AttachmentLedger,
    FileAttachments,
    FileAudit,
    FileInspector,
    ImageInspector,
    ImageUploadPipe,
    ImageWorkers,
    MediaCapacity,
    LedgerSweep,
    MediaFiles,
    MediaLedger,
    MediaSweeper,
    NicerRenditions,
    RenditionRenderer,
    Renditions,
    RowAudit,
    Spool,
    SweeperLock,
    SweeperSchedule,
    UploadAllowances,
    UploadQuota,
    UploadReception,
    Uploads,
  ],
  exports: [
    AttachmentLedger,
    BodyInterceptor,
    FileAttachments,
    FileInspector,
    ImageInspector,
    ImageUploadPipe,
    MediaCapacity,
    MediaLedger,
    MediaSweeper,
    Spool,
  ],
})
export class MediaModule implements OnModuleInit {
  constructor(
    private readonly housekeeping: Housekeeping,
    private readonly allowances: UploadAllowances,
  ) {}

  onModuleInit(): void {
    this.housekeeping.enter('upload allowances that nobody has used', () =>
      this.allowances.forgetUnused(),
    );
  }
}
