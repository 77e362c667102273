import { registerRoute } from '../http';
import { cancelAction } from './cancel-action';
import { problem } from './problem';
import { requestAction } from './request-action';

const ROUTE = 'api/v1/devices/{deviceId}/actions';

/** `/api/v1/devices/{deviceId}/actions`: asks something of one device, and takes it back while it waits. */
export function registerActions(): void {
  registerRoute({ name: 'actions', route: ROUTE, handlers: { POST: requestAction }, refuse: problem });
  registerRoute({
    name: 'action-cancel',
    route: `${ROUTE}/{actionId}/cancel`,
    handlers: { POST: cancelAction },
    refuse: problem,
  });
}
