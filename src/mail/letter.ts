/** What a mail says. */
export interface Letter {
  readonly subject: string;
  /** Plain; lines are wrapped on the way. */
  readonly text: string;
}

/** A letter on its way. */
export interface AddressedLetter extends Letter {
  /** The mail's own: the same at every attempt. */
  readonly id: string;
  /** One address, without a name. */
  readonly recipient: string;
}
