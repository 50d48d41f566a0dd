import { Global, Module, type OnModuleInit } from '@nestjs/common';
import { Housekeeping } from '../database/housekeeping.js';
import { AttachmentLedger } from './ledger/attachment.ledger.js';
import { BodyInterceptor } from './body/body.interceptor.js';
import { FileInspector } from './proof/file.inspector.js';
import { FileAttachments } from './ledger/file-attachments.js';
import { ImageInspector } from './proof/image.inspector.js';
import { ImageWorkers } from './workers/image.workers.js';
import { ImageUploadPipe } from './uploads/image-upload.pipe.js';
import { MediaCapacity } from './media.capacity.js';
import { MediaController } from './media.controller.js';
import { MediaFiles } from './media-files.js';
import { MediaLedger } from './ledger/media.ledger.js';
import { MediaSweeper } from './ledger/media.sweeper.js';
import { NicerRenditions } from './renditions/nicer-renditions.js';
import { RenditionRenderer } from './renditions/rendition.renderer.js';
import { Renditions } from './renditions/renditions.js';
import { Spool } from './spool/spool.js';
import { FileAudit } from './ledger/sweeper.files.js';
import { LedgerSweep } from './ledger/sweeper.ledger.js';
import { SweeperLock } from './ledger/sweeper.lock.js';
import { RowAudit } from './ledger/sweeper.rows.js';
import { SweeperSchedule } from './ledger/sweeper.schedule.js';
import { ResumableSweep } from './tus/resumable.sweep.js';
import { ResumableUploads } from './tus/resumable-uploads.js';
import { TusController } from './tus/tus.controller.js';
import { TusExchange } from './tus/tus.exchange.js';
import { TusOptionsController } from './tus/tus-options.controller.js';
import { UploadCompletion } from './tus/upload-completion.js';
import { UploadParts } from './tus/upload-parts.js';
import { UploadReceiver } from './tus/upload-receiver.js';
import { UploadTurns } from './tus/upload-turns.js';
import { UserUploads } from './tus/user-uploads.js';
import { UploadAllowances } from './quota/upload-allowances.js';
import { UploadQuota } from './quota/upload-quota.js';
import { UploadReception } from './quota/upload-reception.js';
import { UploadsController } from './uploads/uploads.controller.js';
import { Uploads } from './uploads/uploads.js';

/** Pictures and files, for every floor above. */
@Global()
@Module({
  controllers: [MediaController, UploadsController, TusController, TusOptionsController],
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
    ResumableSweep,
    ResumableUploads,
    RowAudit,
    Spool,
    SweeperLock,
    SweeperSchedule,
    TusExchange,
    UploadAllowances,
    UploadCompletion,
    UploadParts,
    UploadQuota,
    UploadReceiver,
    UploadReception,
    UploadTurns,
    Uploads,
    UserUploads,
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
    UploadQuota,
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
