/** A part of a body that lies in a file, since it may be larger than memory should hold. */
export abstract class BodyFile {
  constructor(
    /** Absolute; the file is gone when the request ends. */
    readonly path: string,
    /** Its size. */
    readonly bytes: number,
  ) {}
}
