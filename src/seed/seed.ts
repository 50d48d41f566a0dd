import { randomBytes } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { recordDeeds } from '../auth/audit/privileged-changes.js';
import { hashPassword } from '../auth/passwords.js';
import { Role } from '../catalogue/role/role.entity.js';
import { type Transaction, Transactions } from '../database/transactions.js';
import { LocalIds } from '../jsonapi/atomic/operation.js';
import { User } from '../users/user.entity.js';
import { demoEntries } from './demo.entries.js';
import { EntryWriter } from './entry.writer.js';
import { adminLid } from './seed-entry.js';
import { SeedConfig } from './seed.config.js';

export interface SeededAdmin {
  readonly email: string;
  /** Only on the start that made it up. */
  readonly generatedPassword: string | null;
}

interface Account {
  readonly email: string;
  readonly password: string;
}

/** Any number, the same in every process: several may start on one empty database. */
const seedLock = 7_361_002;

/** Fills an empty database on the first start, with an admin and much to look at: all of it, or nothing. */
@Injectable()
export class Seed {
  readonly #logger = new Logger('Seed');

  constructor(
    private readonly transactions: Transactions,
    private readonly entries: EntryWriter,
    private readonly config: SeedConfig,
  ) {}

  async run(): Promise<SeededAdmin> {
    const { adminEmail, adminPassword } = this.config;
    const email = adminEmail.toLowerCase();
    const password = adminPassword ?? randomBytes(12).toString('base64url');
    const seeded = await this.#inTurn((turn) => this.#fill(turn, { email, password }));
    const isNew = seeded && adminPassword === undefined;
    return { email, generatedPassword: isNew ? password : null };
  }

  /**
   * The lock saves work: should its session be lost, the admin's address lets one of two commit.
   *
   * @returns whether there was anything to fill
   */
  #inTurn(fill: (turn: Transaction) => Promise<void>): Promise<boolean> {
    return this.transactions.run(async (turn) => {
      // To wait for another process is no statement gone astray.
      await turn.query('SET LOCAL statement_timeout = 0');
      await turn.query('SELECT pg_advisory_xact_lock($1)', [seedLock]);
      if (await turn.exists(User)) return false;
      await fill(turn);
      return true;
    });
  }

  async #fill(turn: Transaction, account: Account): Promise<void> {
    const began = performance.now();
    const ids = new LocalIds();
    ids.declare('user', adminLid);
    for (const { id, name } of await turn.find(Role)) {
      ids.declare('role', name);
      ids.assign('role', name, id);
    }
    const entries = this.config.seedDemo ? demoEntries(new Date()) : [];
    await this.entries.write(entries, ids, async (transaction) =>
      ids.assign('user', adminLid, await insertAdmin(transaction, account)),
    );
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    this.#logger.log(`an admin and ${entries.length} demo resources made in ${seconds} s`);
  }
}

/** Nobody but an admin can make an admin, so the first one goes into the table. */
async function insertAdmin(
  transaction: Transaction,
  { email, password }: Account,
): Promise<string> {
  const { identifiers } = await transaction.insert(User, {
    email,
    password: await hashPassword(password),
    publicName: 'Admin',
    isAdmin: true,
    isVerified: true,
  });
  const id = String(identifiers[0]?.['id']);
  const members = ['is-admin', 'is-verified'].map((name) => ({ name, from: false, to: true }));
  const deed = { action: 'create', resourceType: 'user', resourceId: id, members } as const;
  await recordDeeds(transaction, { id: null }, [deed]);
  return id;
}
