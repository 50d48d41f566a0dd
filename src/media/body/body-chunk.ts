/** A piece of a body, and how many bytes of the body came before it. */
export interface BodyChunk {
  readonly bytes: Buffer;
  readonly offset: number;
}
