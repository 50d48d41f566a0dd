import { readFileSync } from 'node:fs';

/** What the environment says, or the file that it names; `fault` never has anything of either. */
export type SettingText = { readonly text: string | undefined } | { readonly fault: string };

/**
 * The text of a setting that may stand in a file, as containers are given their secrets: `JWT_SECRET`, or the content of
 * the file that `JWT_SECRET_FILE` names, without a line break at its end.
 *
 * @param name of the setting, such as `JWT_SECRET`
 * @param raw variable name → text; an empty text counts as absent
 */
export function textOrFile(
  name: string,
  raw: Readonly<Record<string, string | undefined>>,
): SettingText {
  const named = `${name}_FILE`;
  const [text, path] = [raw[name], raw[named]];
  if (!path) return { text };
  // Who takes the one for the other writes a secret where its file should be named: it is not shown either.
  const faulty = (why: string) => ({ fault: `${named}=(not shown): ${why}` });
  if (text) return faulty(`${name} is set, too: only one of them may be`);

  try {
    const content = readFileSync(path, 'utf8').replace(/\r?\n$/, '');
    return content === '' ? faulty('the file is empty') : { text: content };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return faulty(`the file cannot be read: ${code}`);
  }
}
