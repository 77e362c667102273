import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CLOUD_HOSTS, type Cloud } from '../../../shared/clouds';

const TEMPLATE = readFileSync('infra/clouds.bicep', 'utf8');

/** The facts of one cloud as the template writes them down. */
const factsOf = (azureName: string) => new RegExp(`^  ${azureName}: \\{\\n([\\s\\S]*?)^  \\}`, 'm').exec(TEMPLATE)?.[1];

describe.each<[string, Cloud]>([
  ['AzureCloud', 'public'],
  ['AzureUSGovernment', 'usgov'],
  ['AzureChinaCloud', 'china'],
])('the template for %s', (azureName, cloud) => {
  it('names the cloud and the audience of the token exchange as the service does', () => {
    const facts = factsOf(azureName);
    expect(facts).toContain(`name: '${cloud}'`);
    expect(facts).toContain(`exchangeAudience: '${CLOUD_HOSTS[cloud].tokenExchange}'`);
  });
});

it('takes the issuer of China from the host that the service knows', () => {
  expect(factsOf('AzureChinaCloud')).toContain(`issuerOrigin: '${CLOUD_HOSTS.china.authority}'`);
});
