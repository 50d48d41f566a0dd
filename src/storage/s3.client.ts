import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';

export interface S3Settings {
  readonly bucket: string;
  readonly region: string;
  /** Absent for Amazon's own. */
  readonly endpoint?: string | undefined;
  readonly forcePathStyle: boolean;
  /** Whether anybody may be sent to the store itself, by presigned URLs. */
  readonly linked?: boolean;
}

/** Credentials come from the SDK's default chain: environment, shared files, web identity, instance role. */
export function openS3Client(settings: S3Settings): S3Client {
  return new S3Client(clientConfig(settings));
}

function clientConfig(settings: S3Settings): S3ClientConfig {
  return {
    region: settings.region,
    ...(settings.endpoint && { endpoint: settings.endpoint }),
    forcePathStyle: settings.forcePathStyle,
    // The SDK's newer default, checksums in trailers, is more than several compatible stores understand.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    // What fails is thrown, and tried again by its caller; the SDK would tell the console as well.
    logger: { debug: quiet, info: quiet, warn: quiet, error: quiet },
    requestHandler: {
      connectionTimeout: 3_000,
      // Of silence, in either direction.
      socketTimeout: 30_000,
      // A picture that is being served to a slow reader holds its socket; the SDK's 50 would be all of them.
      httpAgent: { maxSockets: 256 },
      httpsAgent: { maxSockets: 256 },
    },
  };
}

function quiet(): void {}
