import { offboardCommand, runOffboard } from './offboard-command';
import { parseArguments } from './parse-arguments';
import { processSurroundings } from './process-surroundings';

process.exitCode = await runOffboard(parseArguments(offboardCommand()), processSurroundings());
