import { Entity, Index, ManyToOne, PrimaryGeneratedColumn, type Relation, Unique } from 'typeorm';
import type { Role } from '../../catalogue/role/role.entity.js';
import type { Event } from '../../events/event.entity.js';
import { Resource, ToOne } from '../../jsonapi/resource/resource.decorators.js';
import type { User } from '../../users/user.entity.js';

/** Somebody helps with an event: what he may do there is his role's. */
@Entity('users_events_roles')
@Resource({ type: 'users-events-roles', privileged: true })
@Unique(['user', 'event', 'role'])
export class UsersEventsRole {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id!: string;

  @ManyToOne('User', { nullable: false, onDelete: 'CASCADE' })
  @ToOne('user', { required: true, writeOnce: true, privileged: true })
  user!: Relation<User>;

  @ManyToOne('Event', 'roles', { nullable: false, onDelete: 'CASCADE' })
  @Index()
  @ToOne('event', { required: true, writeOnce: true, privileged: true })
  event!: Relation<Event>;

  @ManyToOne('Role', { nullable: false })
  @Index()
  @ToOne('role', { required: true, privileged: true })
  role!: Relation<Role>;
}
