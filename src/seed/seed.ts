import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { hashPassword } from '../auth/passwords.js';
import { type Transaction, Transactions } from '../database/transactions.js';
import { User } from '../users/user.entity.js';
import { DemoEvents } from './demo-events.js';
import { SeedConfig } from './seed.config.js';

export interface SeededAdmin {
  readonly email: string;
  /** Only on the start that made it up. */
  readonly generatedPassword: string | null;
}

/** Any number, the same in every process: several may start on one empty database. */
const seedLock = 7_361_002;

/** Fills an empty database on the first start: an admin, and events to look at. */
@Injectable()
export class Seed {
  constructor(
    private readonly transactions: Transactions,
    private readonly demo: DemoEvents,
    private readonly config: SeedConfig,
  ) {}

  async run(): Promise<SeededAdmin> {
    const { adminEmail, adminPassword, seedDemo } = this.config;
    const email = adminEmail.toLowerCase();
    const password = adminPassword ?? randomBytes(12).toString('base64url');
    const adminId = await this.transactions.run((transaction) =>
      createFirstUser(transaction, email, password),
    );
    if (adminId === null) return { email, generatedPassword: null };
    if (seedDemo) await this.demo.create({ kind: 'user', id: adminId, isAdmin: true });
    return { email, generatedPassword: adminPassword === undefined ? password : null };
  }
}

/** @returns null where there are users already */
async function createFirstUser(
  transaction: Transaction,
  email: string,
  password: string,
): Promise<string | null> {
  await transaction.query('SELECT pg_advisory_xact_lock($1)', [seedLock]);
  if (await transaction.exists(User)) return null;
  const admin = {
    email,
    password: await hashPassword(password),
    publicName: 'Admin',
    isAdmin: true,
    isVerified: true,
  };
  const { identifiers } = await transaction.insert(User, admin);
  return String(identifiers[0]?.['id']);
}
