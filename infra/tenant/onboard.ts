import { onboardCommand, runOnboard } from './onboard-command';
import { parseArguments } from './parse-arguments';
import { processSurroundings } from './process-surroundings';

process.exitCode = await runOnboard(parseArguments(onboardCommand()), processSurroundings());
