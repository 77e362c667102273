import { compileApps } from './compile/compile-apps';
import { compileCertificates } from './compile/compile-certificates';
import { compileNetwork } from './compile/compile-network';
import { compileSignIn } from './compile/compile-sign-in';
import { compileSync } from './compile/compile-sync';
import { compileVpn } from './compile/compile-vpn';
import { compileWifi } from './compile/compile-wifi';
import { compileWip } from './compile/compile-wip';
import type { Part } from './compile/part';
import type { PolicyDocument } from './document';
import { leaveOut } from './leave-out';
import { sealSetting } from './seal-setting';
import type { CompiledPolicy, CompileInputs } from './setting';

/**
 * Version of what the compiler makes of a document. To be raised with every change of its output, catalogue included:
 * devices are planned anew, and an answer that is repeated across a deployment is not rendered in two ways.
 */
export const COMPILER_VERSION = '3';

function assemble(parts: readonly Part[], inputs: CompileInputs): Omit<CompiledPolicy, 'asks'> {
  const drafts = parts.flatMap((part) => (part.kind === 'set' ? [part.draft] : []));
  const { kept, leftOut } = leaveOut(drafts, inputs);
  return {
    settings: kept.map(sealSetting),
    removals: parts.flatMap((part) => (part.kind === 'remove' ? [part.removal] : [])),
    leftOut,
  };
}

/**
 * What a policy document means for one enrollment, in the order in which it is sent: certificates, VPN, Wi-Fi, network
 * boundary, lists of apps, Windows Information Protection with its level last, sign-in, sync. The same document and
 * inputs give the same settings, byte for byte.
 * @throws ServiceError `policy.groupings` when the names of the app lists would turn their meaning around
 */
export function compilePolicy(document: PolicyDocument, inputs: CompileInputs): CompiledPolicy {
  const beforeWip = [
    ...compileCertificates(document),
    ...compileVpn(document),
    ...compileWifi(document),
    ...compileNetwork(document),
    ...compileApps(document, inputs),
  ];
  const wip = compileWip(document, beforeWip);
  const afterWip = [...compileSignIn(document, inputs), ...compileSync(document, inputs)];
  return { ...assemble([...beforeWip, ...wip, ...afterWip], inputs), asks: asksOf(document) };
}

function asksOf({ compliance, logs }: PolicyDocument): CompiledPolicy['asks'] {
  return { ...(compliance ? { compliance } : {}), ...(logs ? { logs } : {}) };
}
