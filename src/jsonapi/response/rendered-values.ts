/** What of a resource object follows from its row's values alone: JSON text, members without their braces. */
export class RenderedValues {
  constructor(
    /** Null where no attribute was asked for. */
    readonly attributes: string | null,
    /** Empty where there is nothing to say. */
    readonly meta: string,
  ) {}

  /** Of UTF-16. */
  get length(): number {
    return (this.attributes?.length ?? 0) + this.meta.length;
  }
}
