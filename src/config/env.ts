import { getMetadataStorage, validateSync } from 'class-validator';
import { type SettingText, textOrFile } from './secret-file.js';

/** A class whose properties are settings; its initialisers are the defaults. */
export type ConfigClass<T extends object = object> = new () => T;

/** Variable name → text. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** `mediaMaxBytes` → `MEDIA_MAX_BYTES`: a setting is named once, by its property. */
export function settingName(property: string): string {
  return property.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
}

/** What this process was started with, and what is said otherwise. */
export function environmentWith(otherwise: Environment): Environment {
  return { ...process.env, ...otherwise };
}

/** Thrown once for the whole environment; the message names every bad setting. */
export class ConfigError extends Error {
  constructor(readonly faults: readonly string[]) {
    super(`Marquee cannot start: ${faults.length} bad setting(s)\n  - ${faults.join('\n  - ')}`);
    this.name = 'ConfigError';
  }
}

/**
 * Reads slices of the environment into instances of their classes.
 *
 * @param slices config classes: each property with a class-validator rule is a setting
 * @param raw variable name → text, `process.env` by default; an empty text counts as absent. What may be secret may stand in
 *   a file, which `<NAME>_FILE` names
 * @returns the instances, in the order of `slices`
 * @throws ConfigError naming all bad settings of all slices together
 */
export function readEnvironment<const T extends readonly ConfigClass[]>(
  slices: T,
  raw: Environment = process.env,
): { [K in keyof T]: InstanceType<T[K]> } {
  const read = slices.map((slice) => readSlice(slice, raw));
  const faults = read.flatMap((slice) => slice.faults);
  if (faults.length > 0) throw new ConfigError(faults);
  return read.map((slice) => slice.config) as { [K in keyof T]: InstanceType<T[K]> };
}

function readSlice(slice: ConfigClass, raw: Environment): { config: object; faults: string[] } {
  const config = new slice();
  const values = config as Record<string, unknown>;
  const unread: string[] = [];
  for (const property of settingsOf(slice)) {
    const found = textOf(property, raw);
    if ('fault' in found) unread.push(found.fault);
    else if (found.text)
      values[property] = parse(found.text, typeOf(values[property], slice, property));
  }
  const refused = validateSync(config).map(({ property, constraints }) => {
    const rules = Object.values(constraints ?? {}).join(', ');
    return `${settingName(property)}=${display(property, values[property])}: ${rules.replaceAll(property, 'it')}`;
  });
  return { config, faults: [...unread, ...refused] };
}

function textOf(property: string, raw: Environment): SettingText {
  const name = settingName(property);
  return mayBeSecret(property) ? textOrFile(name, raw) : { text: raw[name] };
}

function settingsOf(slice: ConfigClass): Set<string> {
  const rules = getMetadataStorage().getTargetValidationMetadatas(slice, '', false, false);
  return new Set(rules.map((rule) => rule.propertyName));
}

/** A default tells its type; a setting without one tells it by its declaration. */
function typeOf(value: unknown, slice: ConfigClass, property: string): string {
  if (value !== undefined) return typeof value;
  const declared = Reflect.getMetadata('design:type', slice.prototype, property) as
    { name: string } | undefined;
  return declared?.name.toLowerCase() ?? 'string';
}

const switches: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['1', true],
  ['false', false],
  ['0', false],
]);

function parse(text: string, type: string): unknown {
  if (type === 'number') return text.trim() === '' ? Number.NaN : Number(text);
  if (type === 'boolean') return switches.get(text) ?? text;
  return text;
}

function display(property: string, value: unknown): string {
  return mayBeSecret(property) ? '(not shown)' : String(value);
}

/** A URL may hold a password. */
function mayBeSecret(property: string): boolean {
  return /secret|password|key|url|token$/i.test(property);
}
