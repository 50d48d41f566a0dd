import { IsInt, Max, Min } from 'class-validator';

/** How much one caller may upload, and how much all of them at once. */
export class UploadConfig {
  /** Pictures and files of one caller; 0 for any number. */
  @IsInt()
  @Min(0)
  uploadsPerMinute = 30;

  /** Bytes of all pictures and files of one caller; 0 for any number. */
  @IsInt()
  @Min(0)
  uploadBytesPerDay = 200_000_000;

  /** Resumable uploads of one caller that have not come to their end; each may take as much room as a file. */
  @IsInt()
  @Min(1)
  @Max(10_000)
  unfinishedUploadsPerUser = 10;

  /** Requests that send pictures or files to one process at the same time; each takes some 300 KB of memory. */
  @IsInt()
  @Min(1)
  @Max(100_000)
  uploadsAtOnce = 256;

  /** Once there are so many, whoever sends more slowly than this loses his place to whoever comes; 0 for nobody. */
  @IsInt()
  @Min(0)
  uploadLeastBytesPerSecond = 5_000;

  /** Of waiting for a sender, before which he is not called slow. */
  @IsInt()
  @Min(0)
  @Max(3600)
  uploadGraceSeconds = 10;
}
