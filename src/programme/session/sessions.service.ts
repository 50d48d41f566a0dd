import { Injectable } from '@nestjs/common';
import type { Caller } from '../../auth/caller.js';
import { byId } from '../../database/resource.reader.js';
import type { RowValues } from '../../database/resource.writer.js';
import { forbidden } from '../../jsonapi/errors/request.errors.js';
import type { Fault } from '../../jsonapi/errors/fault.js';
import type { ResourceDocument } from '../../jsonapi/request/resource-document.js';
import { ResourceService } from '../../resources/resource.service.js';
import { ResourceTools } from '../../resources/resource-tools.js';
import type { JudgedWrite } from '../../resources/write-unit.js';
import { inCallingEvent } from '../speakers-call/speakers-call.policy.js';
import { type SessionPart, type SessionState, nextStates } from './session-state.js';
import { Session } from './session.entity.js';

/** Whoever submits a session stays its creator; its state moves as far as the one who moves it may. */
@Injectable()
export class SessionsService extends ResourceService<Session> {
  constructor(tools: ResourceTools) {
    super(Session, tools);
  }

  protected override async beforeCreate(values: RowValues, caller: Caller): Promise<RowValues> {
    const creator = caller.kind === 'user' ? { id: caller.id } : null;
    return { ...submitted(values, null), creator };
  }

  protected override async beforeUpdate(values: RowValues, current: Session): Promise<RowValues> {
    return submitted(values, current);
  }

  protected override async ruleFaults(
    document: ResourceDocument,
    write: JudgedWrite<Session>,
  ): Promise<readonly Fault[]> {
    const attribute = this.definition.attributes.get('state');
    if (attribute === undefined || !document.has(attribute)) return [];
    const to = document.attributes.get(attribute) as SessionState;
    const detail = forbiddenMove(to, write) ?? (await this.#tooLate(to, write));
    return detail === null ? [] : [forbidden(detail, { pointer: document.pointerTo(attribute) })];
  }

  /** A draft is no way round the end of a call: it is handed in while the call is open, or not at all. */
  async #tooLate(to: SessionState, write: JudgedWrite<Session>): Promise<string | null> {
    const { current, unit } = write;
    if (current === null || to !== 'pending' || current.state === to) return null;
    if (partsIn(write).includes('editor')) return null;
    const selection = {
      filter: byId(current.id),
      visibility: unit.access.visibilityFor(unit.caller),
    };
    const judged = await unit.reader.judge(this.definition, selection, [inCallingEvent()]);
    return judged?.verdicts[0] === true ? null : 'The call of the event is not open.';
  }
}

/** @returns what is wrong with it, or null */
function forbiddenMove(to: SessionState, write: JudgedWrite<Session>): string | null {
  const from = write.current?.state ?? 'new';
  const next = nextStates(from, partsIn(write));
  if (to === from || next.includes(to)) return null;
  const choice = next.length === 0 ? 'nothing else' : next.join(' or ');
  return `You may not make a session "${to}" that is ${from}, but ${choice}.`;
}

function partsIn({ audiences, current, unit }: JudgedWrite<Session>): readonly SessionPart[] {
  const { caller } = unit;
  const submits = current === null || (caller.kind === 'user' && current.creator?.id === caller.id);
  return [
    ...(audiences.has('editors') ? (['editor'] as const) : []),
    ...(submits ? (['submitter'] as const) : []),
  ];
}

/** The server notes when a session is handed in, unless the client says so. */
function submitted(values: RowValues, current: Session | null): RowValues {
  const { state, submittedAt = current?.submittedAt ?? null } = values;
  return state === 'pending' && submittedAt === null
    ? { ...values, submittedAt: new Date() }
    : values;
}
