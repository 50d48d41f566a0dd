import { availableParallelism } from 'node:os';
import { IsInt, IsString, Max, Min } from 'class-validator';

/** How large bodies and pictures may be, and what may be spent on one. */
export class MediaConfig {
  /** Decoded bytes of one picture. */
  @IsInt()
  @Min(1)
  mediaMaxBytes = 10_000_000;

  /** Slides, a document or a film; the ledger counts in 31 bits. */
  @IsInt()
  @Min(1)
  @Max(2_147_483_647)
  filesMaxBytes = 20_000_000;

  /** An archive with a whole event, as it is sent. */
  @IsInt()
  @Min(1)
  @Max(2_147_483_647)
  archiveMaxBytes = 100_000_000;

  /** Of a document, beside its pictures. */
  @IsInt()
  @Min(1)
  jsonMaxBytes = 1_000_000;

  /** Width times height of one frame. */
  @IsInt()
  @Min(1)
  mediaMaxPixels = 40_000_000;

  /** Pixels; WebP and JPEG themselves end at 16 383 and 65 535. */
  @IsInt()
  @Min(1)
  mediaMaxSide = 16_000;

  @IsInt()
  @Min(1)
  mediaMaxFrames = 100;

  /** Width times height times frames. */
  @IsInt()
  @Min(1)
  mediaMaxAnimationPixels = 100_000_000;

  /** A body that says nothing for so long is given up. */
  @IsInt()
  @Min(1)
  bodySilenceMilliseconds = 30_000;

  /** Processes that decode pictures, each with one thread. */
  @IsInt()
  @Min(1)
  @Max(256)
  imageWorkers = availableParallelism();

  /** Pictures that may wait for a worker; whoever comes then is told to come again. */
  @IsInt()
  @Min(0)
  imageQueue = 32;

  /** A worker that takes longer over a picture is killed. */
  @IsInt()
  @Min(1)
  imageDeadlineMilliseconds = 10_000;

  /** Where bodies lie while they are worked on; empty for `spool` in DATA_DIR, from where files move by a link. */
  @IsString()
  spoolDir = '';

  /** What a crash has left in the spool is removed after so long. */
  @IsInt()
  @Min(1)
  spoolMaxAgeMilliseconds = 3_600_000;

  /** How often what nothing refers to is swept; 0 turns that off. Every process tries, one at a time does it. */
  @IsInt()
  @Min(0)
  @Max(10_000)
  sweepIntervalMinutes = 60;

  /** From the start of the process to its first sweep. */
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  sweepDelaySeconds = 60;

  /** A file that was begun so long ago is given up: longer than any request takes. */
  @IsInt()
  @Min(0)
  sweepGraceMinutes = 60;

  /** Uploads that no attribute has taken by then are removed. */
  @IsInt()
  @Min(0)
  unattachedUploadHours = 24;

  /** Resumable uploads that are not finished by then are removed; from their beginning, however they go on. */
  @IsInt()
  @Min(1)
  @Max(8760)
  unfinishedUploadHours = 24;

  /** How often the whole storage is compared with the ledger; 0 turns that off. */
  @IsInt()
  @Min(0)
  @Max(500)
  auditIntervalHours = 24;

  /** Files that the ledger does not know are reported at once, and removed when they are so old. */
  @IsInt()
  @Min(0)
  unknownFileHours = 168;
}
