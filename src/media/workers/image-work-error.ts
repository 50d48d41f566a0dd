/**
 * Why image work was not done.
 *
 * `busy`: not begun, too many wait. `undecodable`, `deadline`, `crashed`: by the picture's fault; its worker was
 * ended in the latter two. `lost`: the worker ended before it took the job. `failed`: by ours.
 */
export type ImageWorkFault =
  'busy' | 'undecodable' | 'deadline' | 'crashed' | 'lost' | 'failed' | 'closed';

/** The only error of ImageWorkers. */
export class ImageWorkError extends Error {
  constructor(
    readonly fault: ImageWorkFault,
    /** For the log, never for a client. */
    message: string,
    /** Of a failed system call, such as `ENOSPC`. */
    readonly code?: string,
  ) {
    super(message);
    this.name = 'ImageWorkError';
  }
}
