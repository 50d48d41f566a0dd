/** What a person wants to know once Marquee serves. */
export interface Announcement {
  /** Without a slash at its end. */
  readonly origin: string;
  readonly dataPlace: string;
  readonly adminEmail: string;
  /** Null where it is the person's own, or was told on the first start. */
  readonly adminPassword: string | null;
  readonly secondsToStart: number;
}

/** One readable block for the terminal. */
export function announcement(facts: Announcement): string {
  const { adminEmail, adminPassword, dataPlace, origin, secondsToStart } = facts;
  const login = adminPassword === null ? adminEmail : `${adminEmail}  password: ${adminPassword}`;
  const lines = [
    ['Try it', `${origin}/`],
    ['API', `${origin}/v1`],
    ['Docs', `${origin}/docs`],
    ['Health', `${origin}/health/ready`],
    ['Admin', login],
    ['Data', dataPlace],
  ];
  const block = lines.map(([name = '', text = '']) => `  ${name.padEnd(8)}${text}`).join('\n');
  return `\n  Marquee is up after ${secondsToStart.toFixed(1)} s\n\n${block}\n\n  Ctrl-C stops everything.\n`;
}
