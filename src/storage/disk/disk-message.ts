import type { DiskJobs } from './disk-jobs.js';

/** What a disk thread is told, a list of them at a time; it answers each, in their order. */
export interface DiskOrder {
  readonly job: keyof DiskJobs;
  readonly parameters: readonly unknown[];
}

/** An error loses its code on its way between threads: its members travel instead. */
export type DiskAnswer =
  | { readonly result: unknown }
  | { readonly failure: Readonly<Record<string, unknown>> & { readonly message: string } };
