import { registerRoute } from './http';
import { refusalReply } from './terms/replies';
import { showTerms } from './terms/show-terms';
import { takeDecision } from './terms/take-decision';

/** The terms of use: GET shows the page, POST takes the decision and sends the browser back to Windows. */
export function registerTermsOfUse(): void {
  registerRoute({
    name: 'terms-of-use',
    route: 'mam/terms',
    handlers: { GET: showTerms, POST: takeDecision },
    refuse: refusalReply,
  });
}
