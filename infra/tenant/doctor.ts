import { doctorCommand, runDoctor } from './doctor-command';
import { parseArguments } from './parse-arguments';
import { processSurroundings } from './process-surroundings';

process.exitCode = await runDoctor(parseArguments(doctorCommand()), processSurroundings());
