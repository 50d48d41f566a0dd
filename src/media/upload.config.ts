import { IsInt, Min } from 'class-validator';

/** How much one caller may upload. */
export class UploadConfig {
  /** Pictures and files of one caller; 0 for any number. */
  @IsInt()
  @Min(0)
  uploadsPerMinute = 30;

  /** Bytes of all pictures and files of one caller; 0 for any number. */
  @IsInt()
  @Min(0)
  uploadBytesPerDay = 200_000_000;
}
