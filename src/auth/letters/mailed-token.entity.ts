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

/** What a token opens. */
export type MailedPurpose = 'verify-email' | 'reset-password';

/** A token that was mailed to somebody, to prove that the address is his. It is good once. */
@Entity('mailed_tokens')
export class MailedToken {
  /** SHA-256; the token itself is in the mail alone. */
  @PrimaryColumn('bytea')
  hash!: Buffer;

  @Column('text')
  purpose!: MailedPurpose;

  @ManyToOne('User', { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn()
  @Index()
  user!: Relation<User>;

  /** Which it proves, even if the user has another one meanwhile. */
  @Column('text')
  email!: string;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;

  @Column({ type: 'timestamptz' })
  @Index()
  expiresAt!: Date;
}
