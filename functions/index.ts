import { SettingError } from '../shared/config';
import { registerCompliancePage } from './compliance-page';
import { composeService } from './compose';
import { registerEnrollment } from './enrollment';
import { registerHealth } from './health';
import { registerHousekeeping } from './housekeeping';
import { registerActions } from './management/actions';
import { registerAudit } from './management/audit';
import { registerBulkActions } from './management/bulk-actions';
import { registerCompliance } from './management/compliance';
import { registerDevices } from './management/devices';
import { registerOnboardingApi } from './management/onboarding';
import { registerOpenApi } from './management/openapi';
import { registerOperatorTenants } from './management/operator-tenants';
import { registerPeople } from './management/people';
import { registerPolicies } from './management/policies';
import { registerPresets } from './management/presets';
import { registerTenant } from './management/tenant';
import { registerTerms } from './management/terms';
import { registerWipLogs } from './management/wip-logs';
import { registerOnboarding } from './onboarding';
import { registerServiceFacts } from './onboarding/service-facts';
import { registerPolicySync } from './policy-sync';
import { type Service, startService } from './service';
import { registerTermsOfUse } from './terms-of-use';

/** Every function of the service but `health`, which also answers where the others could not start. */
const REGISTRATIONS = [
  registerTermsOfUse,
  registerEnrollment,
  registerPolicySync,
  registerTenant,
  registerTerms,
  registerPolicies,
  registerPresets,
  registerDevices,
  registerCompliance,
  registerActions,
  registerBulkActions,
  registerPeople,
  registerAudit,
  registerWipLogs,
  registerOperatorTenants,
  registerOnboardingApi,
  registerOpenApi,
  registerOnboarding,
  registerServiceFacts,
  registerCompliancePage,
  registerHousekeeping,
];

function start(): void {
  const composed = compose();
  registerHealth(composed);
  if (composed instanceof SettingError) {
    console.error(composed.message);
    return;
  }
  startService(composed);
  for (const register of REGISTRATIONS) {
    register();
  }
}

// A wrong setting leaves `health` alone to tell what is wrong; an exception here would make every route an empty 404.
function compose(): Service | SettingError {
  try {
    return composeService(process.env);
  } catch (thrown) {
    if (thrown instanceof SettingError) return thrown;
    throw thrown;
  }
}

start();
