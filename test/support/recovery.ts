/**
 * Tells how long it took until a client was served again; docs/reliability.md has it. A figure, and never a condition:
 * a busy machine is no fault.
 *
 * @param since when what had been broken was whole again, by `performance.now()`
 */
export function tellRecovery(of: string, since: number): void {
  console.log(`${of}: served again after ${Math.round(performance.now() - since)} ms`);
}
