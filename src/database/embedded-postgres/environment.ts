/**
 * The whole environment of the embedded Postgres: no PG* variable of the caller's shell changes where it
 * looks, and its messages are English on every machine, so that a log line can be searched for.
 */
export const environment = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' } as const;
