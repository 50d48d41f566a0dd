/**
 * For every request of these tests: a socket that was kept alive may be closed by the server in the moment in
 * which it is used again, which would look like a crash.
 */
export const freshSocket = { Connection: 'close' } as const;
