/** Of the request by which somebody calls. */
export interface Origin {
  readonly requestId: string | null;
  /** An IPv4 address, or the /64 of an IPv6 address. */
  readonly network: string | null;
}

/** Who is calling: nobody we know, or a user. */
export type Caller = Anonymous | User;

export interface Anonymous {
  readonly kind: 'anonymous';
  readonly isAdmin: false;
  /** The IP address of the client, by which strangers are told apart. */
  readonly address?: string | undefined;
  readonly origin?: Origin;
}

export interface User {
  readonly kind: 'user';
  readonly id: string;
  readonly isAdmin: boolean;
  /** Of his token; absent where the house itself acts for him. */
  readonly sessionId?: string;
  /** So lately that a replica may not have it yet. */
  readonly hasWritten?: boolean;
  readonly origin?: Origin;
}

export const anonymous: Anonymous = { kind: 'anonymous', isAdmin: false };

/** A name under which a caller's attempts are counted. */
export function clientOf(caller: Caller): string {
  return caller.kind === 'user' ? `user ${caller.id}` : (caller.address ?? 'unknown');
}

const callers = new WeakMap<object, Caller>();

/** Said once for each request, by the guard that proved it. */
export function identifyCaller(request: object, caller: Caller): void {
  callers.set(request, caller);
}

export function callerOf(request: object): Caller {
  return callers.get(request) ?? anonymous;
}
