/** What authentication needs to know of a user; the users' module answers. */
export interface Account {
  readonly id: string;
  readonly isAdmin: boolean;
  readonly passwordHash: string;
}

/** The port through which authentication reads users that are not deleted. */
export abstract class Accounts {
  /** Case-insensitive. */
  abstract findByEmail(email: string): Promise<Account | null>;
  abstract findById(id: string): Promise<Omit<Account, 'passwordHash'> | null>;
}
