// Azurite ships no types; these are the parts of its Table server that we start in process.
declare module 'azurite/dist/src/table/TableConfiguration.js' {
  const module: {
    default: new (
      host: string,
      port: number,
      keepAliveTimeout: number,
      databasePath: string,
      debugLog: boolean,
      accessLog: boolean,
      accessLogStream: undefined,
      debugLogPath: undefined,
      loose: boolean,
      skipApiVersionCheck: boolean,
      cert: string,
      key: string,
      password: string,
      oauth: undefined,
      disableProductStyleUrl: boolean,
      inMemory: boolean,
    ) => object;
  };
  export = module;
}
declare module 'azurite/dist/src/table/TableServer.js' {
  const module: {
    default: new (
      configuration: object,
    ) => { start(): Promise<void>; close(): Promise<void>; clean(): Promise<void>; getHttpServerAddress(): string };
  };
  export = module;
}
