import { packageApp } from './package-app';

console.log(await packageApp(process.cwd()));
