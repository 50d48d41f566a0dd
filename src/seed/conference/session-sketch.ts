import type { RoomKey, SessionTypeKey, TrackKey } from './programme.data.js';

/** A session in short. */
export interface SessionSketch {
  readonly key: string;
  readonly title: string;
  readonly subtitle?: string;
  /** Keys of speakers. */
  readonly speakers: readonly string[];
  readonly track: TrackKey;
  readonly type: SessionTypeKey;
  readonly level?: 'beginner' | 'intermediate' | 'advanced';
  /** Local time; absent where it has no place in the schedule. */
  readonly at?: readonly [day: 1 | 2 | 3, time: string, room: RoomKey];
  readonly abstract: string;
  /** What somebody takes home who has been there. */
  readonly takeaways?: readonly string[];
  /** Confirmed when absent. */
  readonly state?: 'accepted' | 'canceled' | 'draft' | 'pending' | 'rejected';
  /** Key of the account that has handed it in; the organizer's when absent. */
  readonly by?: string;
  /** For the organizers. */
  readonly comments?: string;
}
