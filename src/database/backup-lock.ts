/**
 * Held by a backup for as long as it takes, and tried, shared, before a file is erased. Whoever finds it free
 * has its file given up before the backup looks at the rows: what those show is never erased under its hands.
 * The next number after the migrations' and the sweeper's, the same in every process.
 */
export const backupLock = 6_277_835;
