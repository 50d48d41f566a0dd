/**
 * The handle that the reader puts in a data URI's place: its decoded bytes lie in a file of the spool,
 * which is gone when the request ends.
 */
export class SpooledFile {
  constructor(
    /** Absolute path of the spool file. */
    readonly path: string,
    /** Decoded size in bytes. */
    readonly bytes: number,
    /** What the client claims it is, lower case and without parameters, such as `image/gif`; proves nothing. */
    readonly label: string,
  ) {}
}
