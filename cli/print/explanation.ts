import { counted } from './table';

/** What a policy does on one PC, as the service and the library tell it. */
export interface Explained {
  readonly settings: readonly {
    readonly member: string;
    readonly purpose: string;
    readonly why: string;
    readonly nodes: readonly {
      readonly uri: string;
      readonly format: string;
      readonly data?: string | undefined;
      readonly meaning?: string | undefined;
    }[];
    readonly waitsFor: readonly string[];
  }[];
  readonly removals: readonly { readonly member: string; readonly key: string }[];
  readonly leftOut: readonly { readonly member: string; readonly reason: string }[];
}

const LONGEST = 200;

/** An explanation setting by setting, in the order in which they are sent. */
export function explanationLines(device: string, { settings, removals, leftOut }: Explained): readonly string[] {
  return [
    `On ${device}, ${counted(settings.length, 'setting')} in this order:`,
    ...settings.flatMap(settingLines),
    ...removals.map(({ member, key }) => `\n${member}\n  is removed: ${key}`),
    ...leftOut.map(({ member, reason }) => `\n${member}\n  is left out: ${reason}`),
  ];
}

function settingLines({ member, purpose, why, nodes, waitsFor }: Explained['settings'][number]): readonly string[] {
  return [
    `\n${member}: ${purpose}`,
    ...nodes.map(nodeLine),
    `  because ${why}`,
    ...(waitsFor.length === 0 ? [] : ['  once the PC has acknowledged:', ...waitsFor.map((key) => `    ${key}`)]),
  ];
}

function nodeLine({ uri, format, data, meaning }: Explained['settings'][number]['nodes'][number]): string {
  if (data === undefined) return `  ${uri} (${format})`;
  const line = data.replaceAll('\n', ' ');
  const value = line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
  return `  ${uri} (${format}) = ${value}${meaning === undefined ? '' : `, ${meaning}`}`;
}
