import { parseArgs, type ParseArgsConfig } from 'node:util';
import { LaunchError, oneLine } from './launch-error.js';

/** Options of a command line; nothing but options. @throws LaunchError naming the one that is wrong. */
export function optionsFrom<const T extends NonNullable<ParseArgsConfig['options']>>(
  argv: readonly string[],
  options: T,
) {
  try {
    return parseArgs({ args: [...argv], options }).values;
  } catch (error) {
    throw new LaunchError(oneLine(error));
  }
}
