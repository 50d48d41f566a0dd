import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** The first answer to a request that its client may repeat; written in the transaction that it answers for. */
@Entity('idempotency_records')
export class IdempotencyRecord {
  /** The user's id; empty for whoever signs up. */
  @PrimaryColumn('text')
  caller!: string;

  @PrimaryColumn('text')
  key!: string;

  /** Of method, target and body: another request under the same key is refused. */
  @Column('text')
  fingerprint!: string;

  @Column('integer', { nullable: true })
  status!: number | null;

  @Column('jsonb', { nullable: true })
  headers!: Readonly<Record<string, string>> | null;

  @Column('text', { nullable: true })
  contentType!: string | null;

  @Column('text', { nullable: true })
  body!: string | null;

  @Column({ type: 'timestamptz', precision: 3, default: () => 'now()' })
  @Index()
  createdAt!: Date;
}
