/** The kind of work that a delivery is. */
export const deliveryWork = 'delivery';

/** The channel that wakes deliverers. */
export const deliveriesChannel = 'claimdesk_deliveries';
