import { hash, verify } from '@node-rs/argon2';

/** Argon2id with the library's defaults: 19 MiB, 2 passes (OWASP's first recommendation). */
export function hashPassword(password: string): Promise<string> {
  return hash(password);
}

let decoy: Promise<string> | undefined;

/**
 * Takes as long for an account that does not exist as for one that does, so that the time of an answer
 * tells nobody which addresses are known.
 */
export async function verifyPassword(
  passwordHash: string | null,
  password: string,
): Promise<boolean> {
  decoy ??= hash('a password that nobody has');
  const matches = await verify(passwordHash ?? (await decoy), password);
  return matches && passwordHash !== null;
}
