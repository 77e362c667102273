import { type ConsentCheck, createConsentCheck } from '../../shared/graph/consent-check';
import { createServiceCredential } from '../../shared/identity/service-credential';
import { openVisitStore, type VisitStore } from '../../shared/storage/visit-store';
import type { Service } from '../service';

/** What onboarding by browser needs beside the service. */
export interface OnboardingParts {
  readonly consent: ConsentCheck;
  readonly visits: VisitStore;
}

const made = new WeakMap<Service, OnboardingParts>();

/** The parts of a running service; put together at the first visit, because most instances never see one. */
export function onboardingParts(service: Service): OnboardingParts {
  const known = made.get(service);
  if (known !== undefined) return known;
  const { config, clock } = service;
  const credential = createServiceCredential(config);
  const { tables } = config;
  const parts = {
    consent: createConsentCheck({ config, credential, clock }),
    visits: openVisitStore('connectionString' in tables ? tables : { url: tables.url, credential }),
  };
  made.set(service, parts);
  return parts;
}
