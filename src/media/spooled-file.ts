import { BodyFile } from '../jsonapi/request/body-file.js';

/** The handle that the reader puts in a data URI's place: its decoded bytes lie in a file of the spool. */
export class SpooledFile extends BodyFile {
  constructor(
    path: string,
    bytes: number,
    /** What the client claims it is, lower case and without parameters, such as `image/gif`; proves nothing. */
    readonly label: string,
  ) {
    super(path, bytes);
  }
}
