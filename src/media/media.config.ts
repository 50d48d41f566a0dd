import { availableParallelism } from 'node:os';
import { IsInt, IsString, Max, Min } from 'class-validator';

/** How large bodies and pictures may be, and what may be spent on one. */
export class MediaConfig {
  /** Decoded bytes of one picture. */
  @IsInt()
  @Min(1)
  mediaMaxBytes = 10_000_000;

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
}
