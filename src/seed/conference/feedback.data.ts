/** By people who have read the programme. */
export interface FeedbackSketch {
  /** Key of an account. */
  readonly by: string;
  readonly rating: 1 | 2 | 3 | 4 | 5;
  readonly comment: string;
  /** Key of a session; about the event when absent. */
  readonly session?: string;
}

export const feedback: readonly FeedbackSketch[] = [
  {
    by: 'noor',
    rating: 5,
    comment: 'Captions in both large rooms, announced before I had to ask. Booked the same day.',
  },
  {
    by: 'piotr',
    rating: 4,
    comment: 'Strong programme. Please repeat the tide clock workshop: twenty places are not many.',
  },
  {
    by: 'lev',
    rating: 4,
    comment: 'Good breaks, good soup last year. The Tar Cellar is cold, bring a jumper.',
  },
  {
    by: 'noor',
    session: 'aloud',
    rating: 5,
    comment: 'I did this one two years ago and still use the list of repairs.',
  },
  {
    by: 'piotr',
    session: 'tide-clock',
    rating: 5,
    comment: 'My clock from the trial run in Rosario still goes.',
  },
  {
    by: 'piotr',
    session: 'migrations',
    rating: 4,
    comment: 'Heard it at a meet-up. Needs more time for questions than forty minutes leave.',
  },
  {
    by: 'saoirse',
    session: 'thirty-years',
    rating: 5,
    comment: 'If it is really her last talk, please give her more than three quarters of an hour.',
  },
  {
    by: 'noor',
    session: 'runbook',
    rating: 3,
    comment: 'Clashes with “Killing Our Own Server”, and so do most of my interests.',
  },
];
