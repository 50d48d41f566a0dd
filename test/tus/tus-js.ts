import { type OnSuccessPayload, Upload, type UploadOptions } from 'tus-js-client';

/** An upload by the client that most browsers have, until its end. */
export function uploadBy(
  content: Buffer,
  options: UploadOptions & { readonly token: string },
): { readonly upload: Upload; readonly fileUrl: Promise<string> } {
  const { token, ...rest } = options;
  let succeed: (payload: OnSuccessPayload) => void = () => {};
  let fail: (error: Error) => void = () => {};
  const ended = new Promise<OnSuccessPayload>((resolve, reject) => {
    succeed = resolve;
    fail = reject;
  });
  const upload = new Upload(content, {
    headers: { Authorization: `Bearer ${token}` },
    // A busy machine is no fault: servers take seconds to start.
    retryDelays: Array.from({ length: 120 }, () => 500),
    ...rest,
    onSuccess: succeed,
    onError: fail,
  });
  const fileUrl = ended.then(({ lastResponse }) => lastResponse.getHeader('File-Location') ?? '');
  fileUrl.catch(() => {});
  return { upload, fileUrl };
}
