import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * A mail that is owed to somebody. It says what the mail is about and never holds its text: that has secrets
 * in it, which are made when it is sent.
 */
@Entity('mail_outbox')
export class OutboxMail {
  /** Names the mail for its receiver, too: one that is sent again is recognised. */
  @PrimaryColumn('uuid')
  id!: string;

  /** Who writes it: see `LetterWriters`. */
  @Column('text')
  kind!: string;

  @Column('text')
  recipient!: string;

  /** Begun, whatever came of them. */
  @Column('integer', { default: 0 })
  attempts!: number;

  /** For the next attempt; while one is under way, for the case that its process dies. */
  @Column({ type: 'timestamptz', precision: 3, default: () => 'now()' })
  @Index()
  dueAt!: Date;

  @Column({ type: 'timestamptz', precision: 3, default: () => 'now()' })
  createdAt!: Date;
}
