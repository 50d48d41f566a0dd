import { BodyFile } from '../../jsonapi/request/body-file.js';

/** A file of a body as it came: its bytes lie in a file of the spool. */
export class SpooledFile extends BodyFile {
  constructor(
    path: string,
    bytes: number,
    /** What the client claims it is, lower case and without parameters, such as `image/gif`; proves nothing. */
    readonly label: string,
    /** What the client calls it, such as `talk.pdf`, where it says so. */
    readonly name: string | null = null,
  ) {
    super(path, bytes);
  }
}
