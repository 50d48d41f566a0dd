// Makes the bucket that the settings name where it is missing: once, before the first start on a store of
// one's own. Takes S3_BUCKET, S3_ENDPOINT, S3_REGION, S3_FORCE_PATH_STYLE and the SDK's usual credentials.
import {
  BucketAlreadyOwnedByYou,
  CreateBucketCommand,
  HeadBucketCommand,
  S3Client,
} from '@aws-sdk/client-s3';

const { S3_BUCKET, S3_ENDPOINT, S3_REGION = 'us-east-1', S3_FORCE_PATH_STYLE } = process.env;
const client = new S3Client({
  region: S3_REGION,
  ...(S3_ENDPOINT && { endpoint: S3_ENDPOINT }),
  forcePathStyle: ['true', '1'].includes(S3_FORCE_PATH_STYLE),
  // A store that has only just started may refuse for a while.
  maxAttempts: 10,
});

try {
  await client.send(new CreateBucketCommand({ Bucket: S3_BUCKET }));
  console.log(`Made the bucket ${S3_BUCKET}.`);
} catch (error) {
  if (!(error instanceof BucketAlreadyOwnedByYou)) await expectBucket(error);
  console.log(`The bucket ${S3_BUCKET} is there.`);
}

/** Stores have more than one name for a bucket that exists; what counts is that it can be used. */
async function expectBucket(cause) {
  await client.send(new HeadBucketCommand({ Bucket: S3_BUCKET })).catch(() => {
    throw cause;
  });
}
