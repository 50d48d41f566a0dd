import {
  Column,
  Entity,
  Index,
  JoinColumn,
  ManyToOne,
  PrimaryColumn,
  type Relation,
} from 'typeorm';
import type { User } from '../../users/user.entity.js';

/**
 * One log-in of one user, from one device. An access token names its session and holds as long as that is
 * there; a refresh token is kept as its hash.
 */
@Entity('account_sessions')
export class AccountSession {
  @PrimaryColumn('uuid')
  id!: string;

  @ManyToOne('User', { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn()
  @Index()
  user!: Relation<User>;

  /** SHA-256 of the secret in the one refresh token that is good; null where none was asked for. */
  @Column('bytea', { nullable: true })
  refreshHash!: Buffer | null;

  /** Of the one before. */
  @Column('bytea', { nullable: true })
  previousHash!: Buffer | null;

  /** With it and a token in hand, the next token can be made, and made again; with it alone, nothing. */
  @Column('bytea')
  chainKey!: Buffer;

  @Column({ type: 'timestamptz', nullable: true })
  refreshedAt!: Date | null;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;

  /** When something was last written by it, to within half the lag of replicas; null where there are none. */
  @Column({ type: 'timestamptz', nullable: true })
  wroteAt!: Date | null;

  @Column({ type: 'timestamptz' })
  @Index()
  expiresAt!: Date;
}
