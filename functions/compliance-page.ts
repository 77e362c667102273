import { refusalPage } from './compliance-page/refusal-page';
import { returnFromSignIn } from './compliance-page/return-from-sign-in';
import { welcome } from './compliance-page/welcome';
import { type Route, registerRoute } from './http';
import { COMPLIANCE } from './sign-in/sign-in-flow';

const ROUTES: readonly Omit<Route, 'refuse'>[] = [
  { name: 'compliance-page', route: 'mam/compliance', handlers: { GET: welcome } },
  {
    name: 'compliance-page-callback',
    route: COMPLIANCE.redirectPath.slice(1),
    handlers: { POST: returnFromSignIn },
  },
];

/** `/mam/compliance` and below: a user asks how the own PCs stand. No step of it stores anything. */
export function registerCompliancePage(): void {
  for (const route of ROUTES) registerRoute({ ...route, refuse: refusalPage });
}
