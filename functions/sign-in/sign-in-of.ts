import { type BrowserSignIn, createBrowserSignIn } from '../../shared/identity/browser-sign-in';
import { createServiceCredential } from '../../shared/identity/service-credential';
import type { Service } from '../service';
import type { SignInFlow } from './sign-in-flow';

const made = new WeakMap<Service, Map<SignInFlow, BrowserSignIn>>();

/** The sign-in of a running service; put together at the first visit, because most instances never see one. */
export function signInOf(service: Service, flow: SignInFlow): BrowserSignIn {
  const ofService = made.get(service) ?? new Map<SignInFlow, BrowserSignIn>();
  made.set(service, ofService);
  const signIn = ofService.get(flow) ?? create(service, flow);
  ofService.set(flow, signIn);
  return signIn;
}

function create({ config, clock }: Service, { area, redirectPath }: SignInFlow): BrowserSignIn {
  const credential = createServiceCredential(config);
  return createBrowserSignIn({ config, credential, clock, redirectPath, refusedCode: `${area}.sign-in` });
}
