import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { dateTime, identity, text } from '../../jsonapi/resource/codecs.js';
import { Attribute, Resource } from '../../jsonapi/resource/resource.decorators.js';
import { type ChangedMember, changedMembers } from './changed-members.codec.js';

export type PrivilegedAction =
  | 'create'
  | 'update'
  | 'delete'
  | 'restore'
  | 'erase'
  | 'change-password'
  | 'reset-password'
  | 'log-out-everywhere';

/** Who has done what by a privilege, or to one. Triggers refuse to change a row, or to remove a young one, whoever asks. */
@Entity('privileged_changes')
@Resource({ type: 'privileged-change' })
@Index(['resourceType', 'resourceId'])
export class PrivilegedChange {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id!: string;

  /** No foreign key: what somebody did outlives him. */
  @Column('bigint', { nullable: true })
  @Index()
  @Attribute(identity, {
    readonly: true,
    nullable: true,
    description: 'The id of the user; null where it was the server itself.',
  })
  actorId!: string | null;

  @Column('text')
  @Attribute(text, { readonly: true, description: 'The type of what was changed.' })
  resourceType!: string;

  @Column('bigint')
  @Attribute(identity, { readonly: true, description: 'Its id; it may be gone by now.' })
  resourceId!: string;

  @Column('text')
  @Attribute(text, {
    readonly: true,
    description:
      '`create`, `update`, `delete`, `restore`, `erase`, `change-password`, `reset-password` or `log-out-everywhere`.',
  })
  action!: PrivilegedAction;

  @Column('jsonb', { default: [] })
  @Attribute(changedMembers, {
    readonly: true,
    description: 'What was changed of it; `from` and `to` of flags and of roles only.',
  })
  members!: readonly ChangedMember[];

  @Column('text', { nullable: true })
  @Attribute(text, {
    readonly: true,
    nullable: true,
    description: 'As `X-Request-Id` and the log have it.',
  })
  requestId!: string | null;

  /** An IPv4 address, or the /64 of an IPv6 address. */
  @Column('text', { nullable: true })
  @Attribute(text, {
    readonly: true,
    nullable: true,
    description: 'From where: an IPv4 address, or the network of an IPv6 address.',
  })
  clientNetwork!: string | null;

  @Column({ type: 'timestamptz', precision: 3, default: () => 'now()' })
  @Index()
  @Attribute(dateTime, { readonly: true })
  createdAt!: Date;
}
