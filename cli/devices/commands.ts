import type { Command } from 'commander';
import { asking, connected, examples, guid, wholeNumber } from '../commands';
import type { Terminal } from '../terminal';
import { act } from './act';
import { cancelAction } from './cancel';
import { filtered } from './filters';
import { listDevices } from './list';
import { showDevice } from './show';

const DEVICE = 'device id, or name of the PC where only one has it';
const PC = '5d0c3a7e-91b2-4f66-88ad-13e07c52f9b4';
const LEAVER = '9b1de6f0-3c52-4a0e-8f5e-0d9d3b7a6c11';

/** Adds `list`, `show`, `resync`, `wipe`, `unenroll`, `handoff` and `cancel` below `mam devices`. */
export function addDeviceCommands(devices: Command, terminal: Terminal): void {
  filtered(connected(devices.command('list')))
    .description('list the PCs of the tenant; of several filters all must hold')
    .addHelpText(
      'after',
      examples(
        'mam devices list',
        'mam devices list --failing --policy personal-pcs',
        'mam devices list --not-seen-since 30d --json',
      ),
    )
    .action((options) => listDevices(options, terminal));
  connected(devices.command('show'))
    .description('show one PC: compliance with reasons, actions, and settings that are not in force')
    .argument('<device>', DEVICE)
    .option('--settings', 'show the settings that are in force, too')
    .addHelpText('after', examples('mam devices show ADA-PC', `mam devices show ${PC} --settings`))
    .action((device, options) => showDevice(device, options, terminal));
  addActions(devices, terminal);
  connected(devices.command('cancel'))
    .description('take back what was asked of a PC and has not gone out yet')
    .argument('<device>', DEVICE)
    .argument('[action]', 'id of the action; without it the only one that waits')
    .addHelpText('after', examples('mam devices cancel ADA-PC'))
    .action((device, action, options) => cancelAction({ device, action }, options, terminal));
}

const WIPE = 'Its work data becomes unreadable there and its enrollment ends. This cannot be undone.';
const LEAVE =
  'Its enrollment ends, and its work data becomes what the policy says of PCs that leave. This cannot be undone.';
const KEEP = 'Its enrollment ends, and its work data stays on it, without protection. This cannot be undone.';

function addActions(devices: Command, terminal: Terminal): void {
  asked(connected(devices.command('resync')))
    .description('have every setting sent again at the next sync')
    .addHelpText('after', examples('mam devices resync ADA-PC --wait'))
    .action((device, options) => act({ device, request: { type: 'resync' } }, options, terminal));
  asked(asking(devices.command('wipe')))
    .description('take the work data off a PC and end its enrollment')
    .addHelpText(
      'after',
      examples('mam devices wipe ADA-PC', `mam devices wipe --user ${LEAVER} --yes --wait --timeout 120`),
    )
    .action((device, options) => act({ device, request: { type: 'wipe' }, consequence: WIPE }, options, terminal));
  asked(asking(devices.command('unenroll')))
    .description('end the enrollment of a PC; without --keep-data, work data becomes what the policy says')
    .option('--keep-data', 'leave the work data on the PC, readable')
    .addHelpText('after', examples('mam devices unenroll ADA-PC', `mam devices unenroll ${PC} --keep-data --yes`))
    .action((device, { keepData, ...options }) => {
      const keeps = keepData === true;
      const request = { type: 'unenroll', ...(keeps ? { keepData } : {}) };
      return act({ device, request, consequence: keeps ? KEEP : LEAVE }, options, terminal);
    });
  addHandoff(devices, terminal);
}

function addHandoff(devices: Command, terminal: Terminal): void {
  asked(connected(devices.command('handoff')))
    .description('offer the user to move a PC to MDM, or take the offer back')
    .option('--discovery-url <url>', 'https address where the MDM server enrolls')
    .option('--enterprise-id <domain>', "primary domain in the MDM server's policy; it must be that of this PC")
    .option('--withdraw', 'take the offer back')
    .addHelpText(
      'after',
      examples(
        'mam devices handoff ADA-PC --discovery-url https://mdm.contoso.com/discovery --enterprise-id contoso.com',
        'mam devices handoff ADA-PC --withdraw',
      ),
    )
    .action((device, { discoveryUrl, enterpriseId: mdmEnterpriseId, withdraw, ...options }, command: Command) => {
      if (withdraw === true) return act({ device, request: { type: 'withdraw-handoff' } }, options, terminal);
      if (discoveryUrl === undefined || mdmEnterpriseId === undefined) {
        command.error('error: an offer needs --discovery-url and --enterprise-id; or name --withdraw');
      }
      return act({ device, request: { type: 'handoff', discoveryUrl, mdmEnterpriseId } }, options, terminal);
    });
}

function asked(command: Command): Command {
  return command
    .argument('[device]', DEVICE)
    .option('--user <id>', 'every PC of this user, by object id', guid)
    .option('--group <id>', 'every PC of the members of this group, by object id', guid)
    .option('--key <name>', 'name of the request: asked again under it, nothing is asked twice')
    .option('--wait', 'wait until it is done; Ctrl+C leaves, what was asked stays asked')
    .option('--timeout <minutes>', 'how long to wait; 60 when absent', wholeNumber);
}
