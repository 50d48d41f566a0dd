/** Why a backup cannot be made or restored, told to the person who asked for it; without a stack or a password. */
export class BackupError extends Error {
  override readonly name = 'BackupError';

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.stack = `${this.name}: ${message}`;
  }
}
