import { Injectable } from '@nestjs/common';
import type { Caller } from '../../auth/caller.js';
import type { RowValues } from '../../database/resource.writer.js';
import { alreadyTaken } from '../../jsonapi/errors/data.errors.js';
import type { Fault } from '../../jsonapi/errors/fault.js';
import type { ResourceDocument } from '../../jsonapi/request/resource-document.js';
import { ResourceService } from '../../resources/resource.service.js';
import { ResourceTools } from '../../resources/resource-tools.js';
import { keyOf, rowValuesOf } from '../../resources/resource-values.js';
import type { JudgedWrite } from '../../resources/write-unit.js';
import { Speaker } from './speaker.entity.js';

/** Those who enter the same address at the same moment follow each other. */
const queueUp = "SELECT pg_advisory_xact_lock(hashtextextended($1 || ' ' || $2, 0))";

/** Entered by one user, or by whomever. */
const others = `
  SELECT FROM speakers
  WHERE event_id = $1 AND email = $2 AND id IS DISTINCT FROM $3 AND ($4::bigint IS NULL OR user_id = $4)`;

/** Whoever enters a speaker sees and edits him. */
@Injectable()
export class SpeakersService extends ResourceService<Speaker> {
  constructor(tools: ResourceTools) {
    super(Speaker, tools);
  }

  protected override async beforeCreate(values: RowValues, caller: Caller): Promise<RowValues> {
    return { ...values, user: caller.kind === 'user' ? { id: caller.id } : null };
  }

  /** Of addresses in an event, somebody is told only what he may see: organizers of all, others of their own. */
  protected override async ruleFaults(
    document: ResourceDocument,
    write: JudgedWrite<Speaker>,
  ): Promise<readonly Fault[]> {
    const attribute = this.definition.attributes.get('email');
    if (attribute === undefined) return [];
    const email = document.attributes.get(attribute);
    if (typeof email !== 'string' || email === write.current?.email) return [];
    return (await isTaken(email, document, write))
      ? [alreadyTaken(document.pointerTo(attribute), attribute.name)]
      : [];
  }
}

async function isTaken(
  email: string,
  document: ResourceDocument,
  { audiences, current, unit: { caller, transaction } }: JudgedWrite<Speaker>,
): Promise<boolean> {
  const enteredBy = audiences.has('editors') || caller.kind !== 'user' ? null : caller.id;
  const event = keyOf(current?.event ?? rowValuesOf(document)['event']);
  await transaction.query(queueUp, [event, email]);
  const found = await transaction.query<readonly unknown[]>(others, [
    event,
    email,
    current?.id ?? null,
    enteredBy,
  ]);
  return found.length > 0;
}
