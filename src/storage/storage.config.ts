import { join, resolve } from 'node:path';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsString,
  IsUrl,
  Matches,
  Max,
  Min,
  ValidateIf,
} from 'class-validator';

const forS3 = ValidateIf((config: StorageConfig) => config.mediaStorage === 's3');

/** Where pictures and documents lie: a folder of this machine, or a bucket. */
export class StorageConfig {
  @IsIn(['local', 's3'])
  mediaStorage: 'local' | 's3' = 'local';

  /** The folder of everything that outlives the process; pictures lie in its `media`. */
  @IsString()
  @IsNotEmpty()
  dataDir = '.data';

  /** `redirect` sends readers to the bucket, by URLs that hold for minutes; a folder has nothing to send them to. */
  @IsIn(['proxy', 'redirect'])
  mediaDelivery: 'proxy' | 'redirect' = 'proxy';

  /** A store that takes longer over one step is given up, and whoever waits for it is told so. */
  @IsInt()
  @Min(1)
  @Max(3_600_000)
  storageDeadlineMilliseconds = 30_000;

  /** Credentials are no settings of ours: the AWS SDK finds them where it always does. */
  @forS3
  @Matches(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, {
    message: 'must name a bucket when MEDIA_STORAGE is s3',
  })
  s3Bucket = '';

  @forS3
  @IsString()
  @IsNotEmpty()
  s3Region = 'us-east-1';

  /** Absent for Amazon's own. */
  @forS3
  @ValidateIf((config: StorageConfig) => config.s3Endpoint !== '')
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true, require_tld: false })
  s3Endpoint = '';

  /** `https://host/bucket` in place of `https://bucket.host`: what most stores but Amazon's want. */
  @IsBoolean()
  s3ForcePathStyle = false;

  get mediaFolder(): string {
    return resolve(join(this.dataDir, 'media'));
  }
}
